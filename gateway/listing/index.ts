/** Lists of records through an instance. */
export { Lists } from './lists';
export { listRoutes } from './routes';
export { searchedOf } from './searched';
