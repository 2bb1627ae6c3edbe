/** The API that the node calls, over what the gateway keeps. */
export { QUICKBOOKS_ENTERPRISE } from './elements/quickBooksEnterprise';
export { readCredentials } from './authorization';
export { ApiError, nothingThere } from './errors';
export { Guard, TooManyFailures, type Secrets } from './guard';
export { keepsAnswers } from './idempotency';
export { callView, lookAgain, settleCall, unknownCalls } from './instances/calls';
export { addInstance, connectable, gatewayProfile } from './instances/connector';
export { draftOf } from './instances/provision';
export { removeInstance } from './instances/removal';
export { API_BASE, type ApiParts } from './parts';
export { connectorRoutes } from './routes/connector';
export { elementRoutes } from './routes/elements';
export { instanceRoutes } from './routes/instances';
