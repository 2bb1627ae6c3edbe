/** The names by which workflows know this package: node type and credential type. */
export const NODE_TYPE = 'n8n-nodes-quickbooks-enterprise.quickBooksEnterprise';
export const TRIGGER_TYPE = 'n8n-nodes-quickbooks-enterprise.quickBooksEnterpriseTrigger';
export const POLLING_TRIGGER_TYPE =
	'n8n-nodes-quickbooks-enterprise.quickBooksEnterprisePollingTrigger';
export const CREDENTIAL_TYPE = 'cloudElementsApi';
/** What n8n calls the first credential of this type. */
export const CREDENTIAL_NAME = 'Cloud Elements account';

/** Types of n8n's own that mean something to the tools here. */
export const MANUAL_TRIGGER_TYPE = 'n8n-nodes-base.manualTrigger';
export const STICKY_NOTE_TYPE = 'n8n-nodes-base.stickyNote';
