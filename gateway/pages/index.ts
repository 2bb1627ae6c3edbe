/** What people see of the gateway. */
export { administrationRoutes } from './administration/routes';
export { assetRoutes } from './assets';
export { knowBrowsers } from './forBrowsers';
export { setupRoutes } from './setupRoutes';
