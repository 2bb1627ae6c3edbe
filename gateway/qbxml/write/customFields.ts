import { isRecord, type JsonRecord } from '../record';
import { blockNamed } from '../schema/elements';
import { writeBlock } from './block';
import { isEmpty, type Scope } from './scope';

/** A custom field as it stands in a record. */
export interface CustomField {
	path: string;
	record: JsonRecord;
	/** The line that it belongs to; undefined when it belongs to the record. */
	lineId?: string;
}

const listed = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

/** The owner of the fields that users see (Intuit: "data extensions"). */
const withOwner = (record: JsonRecord): JsonRecord => ({ OwnerID: '0', ...record });

function fieldsAt(record: JsonRecord, path: string, lineId?: string): CustomField[] {
	const [key] = ['DataExtRet', 'DataExt', 'DataExtMod', 'DataExtAdd'].filter(
		(each) => record[each],
	);
	if (key === undefined) return [];
	return listed(record[key]).map((each, index) => ({
		path: `${path}${key}[${index}]`,
		record: isRecord(each) ? withOwner(each) : {},
		lineId,
	}));
}

/**
 * @param record a record
 * @returns the custom fields that it names; those of its lines too, where the lines have ids
 */
export function customFieldsIn(record: JsonRecord, path = ''): CustomField[] {
	const nested = Object.entries(record).flatMap(([key, value]) =>
		!Array.isArray(value) || key.startsWith('DataExt')
			? []
			: value.flatMap((line, index) => {
					if (!isRecord(line) || isEmpty(line.TxnLineID) || line.TxnLineID === '-1') return [];
					const own = `${path}${key}[${index}].`;
					return [
						...fieldsAt(line, own, String(line.TxnLineID)),
						...customFieldsIn(line, own).filter(({ lineId }) => lineId !== line.TxnLineID),
					];
				}),
	);
	return path === '' ? [...fieldsAt(record, path), ...nested] : nested;
}

/** Adds a fault for each custom field of a record that QuickBooks would refuse. */
export function checkCustomFields(fields: CustomField[], scope: Scope): void {
	const block = blockNamed('DataExt')!;
	const ret = blockNamed('DataExtRet');
	for (const { path, record } of fields) {
		// An empty value empties the field, so it is not missing.
		const isEmptied = 'DataExtValue' in record && isEmpty(record.DataExtValue);
		const checked = isEmptied ? { ...record, DataExtValue: 'none' } : record;
		writeBlock({ block, ret, name: '', path }, checked, { ...scope, change: false });
	}
}
