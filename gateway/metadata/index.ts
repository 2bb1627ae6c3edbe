/** Which objects a QuickBooks has, and the fields of each. */
export { docsOf } from './docs';
export { metadataOf, resourcesIn } from './metadata';
export { listed, metadataRoutes } from './routes';
