/** Lists of records through an instance. */
export { childPage } from './children';
export { Lists } from './lists';
export { Reading, type AnswerSizes } from './reading';
export { listRoutes } from './routes';
export { searchedOf } from './searched';
export { Spool } from './spool';
