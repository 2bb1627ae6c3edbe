import type { Field } from '../../../nodes/QuickBooksEnterprise/catalogue/types';
import { notSupported } from '../../errors';
import { isRecord, queryValue, type Answer, type Call } from '../../http';
import { pageAnswer, pageOf, requestedPage } from '../../paging';
import { parseCeql, testOf } from '../../../gateway/ceql';
import type { FinanceCompany } from '../company';
import { kindOf, resourceAt, searched, type FinanceRecord, type Kind } from '../kinds';
import { queryFoundNothing } from '../status';
import { shown } from '../view';

const MAXIMUM_PAGE_SIZE = 5000;
const DEFAULT_PAGE_SIZE = 200;

/** Scalars of rows as fields, so that CEQL can look at them. */
function fieldsIn(rows: FinanceRecord[]): Field[] {
	const paths = (record: FinanceRecord, prefix: string): string[] =>
		Object.entries(record).flatMap(([member, value]) =>
			isRecord(value) ? paths(value, `${prefix}${member}.`) : [`${prefix}${member}`],
		);
	return [...new Set(rows.flatMap((row) => paths(row, '')))].map((path) => ({
		path,
		label: path,
		type: /^(Amount|Rate|Cost|Quantity)$/.test(path) ? 'number' : 'text',
		create: 'none',
		update: 'none',
		readOnly: true,
		repeatable: false,
	}));
}

/** Whether a record names another one, itself or in one of its lines. */
function names(value: unknown, id: string): boolean {
	if (Array.isArray(value)) return value.some((each) => names(each, id));
	if (!isRecord(value)) return false;
	return Object.entries(value).some(
		([member, inner]) =>
			(member.endsWith('Ref') && isRecord(inner) && inner.ListID === id) || names(inner, id),
	);
}

/**
 * `GET /{objectName}/{id}/{childObjectName}`. That it is there and takes a filter is documented, what counts as a child
 * is not. Our choice: the lines of a record under their name, with or without `Ret`; or the records of another object
 * that name this one.
 */
export async function children(
	call: Call,
	company: FinanceCompany,
	kind: Kind,
	id: string,
	childName: string,
): Promise<Answer> {
	const record = company.get(kind, id);
	if (!record) throw queryFoundNothing(id);
	const where = queryValue(call, 'where');
	const group = kind.lines.find(({ key, readKeys }) => [key, ...readKeys].includes(childName));
	const cursor = requestedPage(call, MAXIMUM_PAGE_SIZE, DEFAULT_PAGE_SIZE);
	const answer = (rows: FinanceRecord[], rowKind: Kind) => {
		const test = where?.trim() ? testOf(searched(rowKind), parseCeql(where)) : () => true;
		return pageAnswer(pageOf(rows.filter(test), cursor), cursor);
	};
	if (group) {
		const value = shown(company, kind, record)[group.key];
		const rows = Array.isArray(value) ? (value as FinanceRecord[]) : [];
		return answer(rows, { ...kind, facts: { fields: fieldsIn(rows), oneOf: [], lines: {} } });
	}
	const resource = resourceAt(childName);
	if (!resource) throw notSupported();
	const childKind = await kindOf(resource);
	const found = company
		.listed(childKind)
		.filter((child) => names(child, id))
		.map((child) => shown(company, childKind, child));
	return answer(found, childKind);
}
