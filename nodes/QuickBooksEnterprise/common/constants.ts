/** What the product is called wherever a user reads it. */
export const PRODUCT_NAME = 'QuickBooks Enterprise';

/** Name of the credential type in n8n. */
export const CREDENTIAL_TYPE = 'cloudElementsApi';

/** Key of the element that speaks to QuickBooks Enterprise (documented). */
export const ELEMENT_KEY = 'quickbooksonprem';

/** Path of the hub for records. The service ignores which hub is named (observed); this is the documented one. */
export const HUB = ['hubs', 'finance'] as const;

/** Key of the element for QuickBooks Online, which one vendor page names by oversight (documented). */
export const ONLINE_ELEMENT_KEY = 'quickbooks';
