/** What people see of the gateway. */
export { assetRoutes } from './assets';
export { knowBrowsers } from './forBrowsers';
export { setupRoutes } from './setupRoutes';
