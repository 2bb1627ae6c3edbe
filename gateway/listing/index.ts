/** Lists of records through an instance. */
export { childPage } from './children';
export { Lists } from './lists';
export { listRoutes } from './routes';
export { searchedOf } from './searched';
