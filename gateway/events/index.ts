/** Changes in the books: found, told, and kept until they have arrived. */
export { analysed, ANALYTICS } from './analytics';
export { mayCall } from './callback';
export { Deliveries, DELIVERIES, FAILURE_POLICY } from './deliveries';
export { changeSettings, eventOf, historyPage, selectedDeliveries, settingsOf } from './history';
export { lookFor } from './look';
export {
	draftsOf,
	signatureOf,
	type ChangeEvent,
	type FoundChanges,
	type Told,
} from './notification';
export { areOn, intervalMs } from './pollerUrl';
export { eventRoutes, type EventRouteParts } from './routes';
export { deliveryView, dispositionView, eventView } from './views';
export { configurationIn, Watcher } from './watcher';
