/** For whoever watches over the gateway: whether it works, and how much it has to do. */
export { CallMeasure } from './callMeasure';
export { monitoringRoutes } from './routes';
