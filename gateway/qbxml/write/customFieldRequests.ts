import type { JsonRecord, RetRecord } from '../record';
import type { ObjectFacts } from '../schema/compiled';
import { schema } from '../schema/elements';
import { checkCustomFields, customFieldsIn, type CustomField } from './customFields';
import { InvalidRequestError, UnsupportedOperationError } from './faults';
import { scopeOf, writeRequest, type RequestMessage } from './request';
import { isEmpty } from './scope';
import type { Target } from './values/scalarText';

/** The request that brings a custom field to its value. */
interface CustomFieldChange {
	operation: 'add' | 'delete' | 'mod';
	record: JsonRecord;
}

function valueIn(fields: CustomField[] | undefined, field: CustomField): unknown {
	return fields?.find(
		({ record, lineId }) =>
			lineId === field.lineId &&
			record.OwnerID === field.record.OwnerID &&
			record.DataExtName === field.record.DataExtName,
	)?.record.DataExtValue;
}

function targetOf(facts: ObjectFacts, object: string, id: string, lineId?: string): JsonRecord {
	switch (facts.dataExtVia) {
		case 'ListDataExtType':
			return { ListDataExtType: facts.dataExtAs ?? object, ListObjRef: { ListID: id } };
		case 'TxnDataExtType':
			return { TxnDataExtType: object, TxnID: id, ...(lineId ? { TxnLineID: lineId } : {}) };
		default:
			return { OtherDataExtType: object };
	}
}

/**
 * Which requests bring the custom fields of a record to their values. A DataExtMod sets a first value too where the owner
 * is 0; a DataExtAdd on a value that is there is refused (Intuit; status 3180).
 *
 * @param object the object of the record
 * @param id the id of the record in QuickBooks
 * @param fields what the caller wants
 * @param present the record as it is, read with `OwnerID`; undefined for one that was just created
 */
function customFieldChanges(
	object: string,
	id: string,
	fields: CustomField[],
	present?: RetRecord,
): CustomFieldChange[] {
	const old = present && customFieldsIn(present.record);
	return fields.flatMap((field): CustomFieldChange[] => {
		const { OwnerID: owner, DataExtName: name, DataExtValue: value } = field.record;
		const known = valueIn(old, field);
		const record = {
			OwnerID: owner,
			DataExtName: name,
			...targetOf(schema.objects[object], object, id, field.lineId),
		};
		if (isEmpty(value)) return isEmpty(known) ? [] : [{ operation: 'delete', record }];
		if (known !== undefined && String(known) === String(value)) return [];
		const operation = String(owner) === '0' || known !== undefined ? 'mod' : 'add';
		return [{ operation, record: { ...record, DataExtValue: value } }];
	});
}

/** A record whose custom fields are to be brought to their values. */
export interface CustomFieldCall extends Target {
	/** The object of the record, such as `Customer`. */
	object: string;
	/** The id of the record in QuickBooks. */
	id: string;
	/** The record with its custom fields in `DataExtRet` (or `DataExt`): OwnerID (0 when left out), name and value. */
	record: JsonRecord;
	/** The record as it is, read with `OwnerID`; left out for one that was just created. */
	present?: RetRecord;
	/** Names the next request; without it they are `1`, `2` and so on. */
	newRequestId?: () => string;
}

/**
 * Writes what brings the custom fields of a record to their values, for it is no part of the record's own request. Fields
 * that have their value already need nothing. Each of the requests changes the record's `EditSequence`.
 *
 * @returns a request for each field that changes
 * @throws InvalidRequestError as {@link writeRequest}
 * @throws UnsupportedOperationError where records of this kind have no custom fields
 */
export function writeCustomFields(call: CustomFieldCall): RequestMessage[] {
	const { object, id, record, present, version, edition, codePage, newRequestId } = call;
	const fields = customFieldsIn(record);
	if (fields.length === 0) return [];
	if (!schema.objects[object]?.dataExtVia) {
		throw new UnsupportedOperationError(`QuickBooks has no custom fields for ${object}.`);
	}
	const scope = scopeOf(call);
	checkCustomFields(fields, scope);
	if (scope.faults.length > 0) throw new InvalidRequestError('DataExtMod', scope.faults);
	return customFieldChanges(object, id, fields, present).map((change, index) => {
		const requestId = newRequestId?.() ?? String(index + 1);
		return writeRequest({ ...change, object: 'DataExt', version, edition, codePage, requestId });
	});
}
