/** qbXML, the language of QuickBooks Desktop and Enterprise: records of JSON to requests, answers to records. */
export { isRecord, recordIdOf, type JsonRecord, type RetRecord } from './record';
export type { Edition, ObjectFacts } from './schema/compiled';
export {
	blockOf,
	blockOfRecord,
	contentOf,
	elementsOf,
	valuesOf,
	type Block,
} from './schema/elements';
export { objectFacts, objectNames, reportFamily } from './schema/objects';
export { objectFields, type FieldChoice, type FieldSet, type ObjectField } from './schema/fields';
export {
	blockFields,
	hasIterator,
	isQueried,
	queryParameters,
	retFields,
	type RetField,
} from './schema/queries';
export { wholeRecords } from './schema/whole';
export { asksNoChange } from './write/sameValue';
export { InvalidRequestError, UnsupportedOperationError, type Fault } from './write/faults';
export { writeCustomFields, type CustomFieldCall } from './write/customFieldRequests';
export {
	writeRequest,
	type Operation,
	type RequestCall,
	type RequestMessage,
} from './write/request';
export { writeDocument, type DocumentOptions } from './write/document';
export { compareDecimals, parseDecimal } from './write/values/decimals';
export type { Target } from './write/values/scalarText';
export {
	readDocument,
	readLongDocument,
	streamDocument,
	type DocumentHead,
	type DocumentPart,
	type MessageHead,
	type ReadDocument,
	type ReadMessage,
} from './read/document';
export { UnreadableDocumentError, type ReadLimits } from './read/xml';
export type { CodePage } from './write/values/characters';
