/** What the product is called wherever a user reads it. */
export const PRODUCT_NAME = 'QuickBooks Enterprise';

/** Name of the credential type in n8n. */
export const CREDENTIAL_TYPE = 'cloudElementsApi';

/** Key of the element that speaks to QuickBooks Enterprise (documented). */
export const ELEMENT_KEY = 'quickbooksonprem';

/** Key of the element for QuickBooks Online, which one vendor page names by oversight (documented). */
export const ONLINE_ELEMENT_KEY = 'quickbooks';
