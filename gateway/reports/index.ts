/** Reports of QuickBooks through the API. */
export { readReport } from './report';
export { reportRoutes, reportTypeList } from './routes';
