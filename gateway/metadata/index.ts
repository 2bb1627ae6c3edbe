/** Which objects a QuickBooks has, and the fields of each. */
export { docsOf } from './docs';
export { metadataOf, resourcesIn, type Metadata } from './metadata';
export { listed, metadataRoutes } from './routes';
