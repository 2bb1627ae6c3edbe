/** A Web Connector that drives a simulated QuickBooks through a server's SOAP endpoint, as the real one does. */
export { SimulatedDesktop } from './computer/desktop';
export type { Clock } from './clock';
export { WebConnectorError } from './faults';
export type { Disturbance, Moment, WebConnectorOptions } from './options';
export type { Application } from './update/application';
export type { Outcome } from './update/outcome';
export { WebConnector } from './webConnector';
