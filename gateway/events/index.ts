/** Changes in the books: found, told, and kept until they have arrived. */
export { mayCall } from './callback';
export { Deliveries, FAILURE_POLICY, type DeliveryParts } from './deliveries';
export { lookFor, type LookParts, type LookResult } from './look';
export {
	draftsOf,
	notificationBody,
	signatureOf,
	wholeSeconds,
	type ChangeEvent,
	type FoundChanges,
	type Told,
	type Watched,
} from './notification';
export { areOn, intervalMs, pollersOf } from './pollerUrl';
export { eventRoutes, type EventRouteParts } from './routes';
export { deliveryView, dispositionView, eventView, meets } from './views';
export { configurationIn, Watcher } from './watcher';
