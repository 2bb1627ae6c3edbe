/** The filter language of the API. */
export { fieldNamed, testOf, type Searched, type SearchField, type Test } from './evaluate';
export { parseCeql, type Expression, type Operator } from './parser';
export { millisecondsOf } from './values';
