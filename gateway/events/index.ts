/** Changes in the books: found, told, and kept until they have arrived. */
export { mayCall } from './callback';
export { Deliveries, FAILURE_POLICY } from './deliveries';
export { signatureOf } from './notification';
export { eventRoutes, type EventRouteParts } from './routes';
export { configurationIn, Watcher } from './watcher';
