/** Records of QuickBooks through the API: which there are, how they look, and how QuickBooks is asked. */
export { answerTo } from './failure';
export { targetOf, type CompanyPort, type Sending } from './port';
export { QueuePort } from './queuePort';
export { quickBooksOf } from './quickBooksOf';
export { readRecord } from './read';
export { refusedBy, requireDone } from './refusal';
export {
	allResources,
	resourceAt,
	type LineKind,
	type Resource,
	type ResourceOperation,
} from './resources';
export { methodNotAllowed, notSupported, recordRoutes, resourceIn, showsNulls } from './routes';
export { callOf, instanceIdOf, servesInstances } from './throughInstance';
export { recordView } from './view';
export { createRecord, deleteRecord, updateRecord } from './write';
