import { parseCeql } from '../../../gateway/ceql';
import { queryParameters, retFields, writeRequest } from '../../../gateway/qbxml';
import { listQuery } from '../../../gateway/listing/query';
import { allResources, resourceAt } from '../../../gateway/records';

const asked = { version: '13.0', edition: 'US' as const };

const queryOf = (object: string, where: string) =>
	listQuery(resourceAt(object)!, asked, where === '' ? undefined : parseCeql(where));

/** The filters of a query as QuickBooks is sent them. */
function sent(object: string, where: string): string {
	const { record } = queryOf(object, where);
	const { text } = writeRequest({ object, operation: 'query', record, ...asked });
	return text.replace(/<\/?\w+QueryRq>|<Include\w+>true<\/Include\w+>|<OwnerID>0<\/OwnerID>/g, '');
}

const ALL = '<ActiveStatus>All</ActiveStatus>';
const CONTAINS = '<MatchCriterion>Contains</MatchCriterion>';

describe('The filters of qbXML that a where clause becomes', () => {
	it.each([
		['Customer', '', ALL],
		['Customer', "IsActive = 'true'", '<ActiveStatus>ActiveOnly</ActiveStatus>'],
		['Customer', 'isactive = FALSE', '<ActiveStatus>InactiveOnly</ActiveStatus>'],
		['Customer', "IsActive != 'true'", ALL],
		['Customer', "IsActive = 'true' OR Name = 'x'", ALL],
		['Customer', "id = '80000001-1'", '<ListID>80000001-1</ListID>'],
		[
			'Customer',
			"Name = 'x' AND ListID IN ('8000000a-1', '8000000A-1', 'none', '80000002-2')",
			'<ListID>8000000A-1</ListID><ListID>80000002-2</ListID>',
		],
		['Customer', "FullName = 'A:B'", '<FullName>A:B</FullName>'],
		['Customer', "Name = 'B'", `${ALL}<NameFilter>${CONTAINS}<Name>B</Name></NameFilter>`],
		[
			'Customer',
			"Name LIKE '%a%long%'",
			`${ALL}<NameFilter>${CONTAINS}<Name>long</Name></NameFilter>`,
		],
		['Customer', "FullName LIKE 'A:%'", ALL],
		['Customer', "BillAddress.City = 'Bayshore'", ALL],
		['Vendor', "Name IN ('A', 'B')", '<FullName>A</FullName><FullName>B</FullName>'],
		['SalesRep', "Name = 'JD'", '<FullName>JD</FullName>'],
		['CustomerType', "FullName = 'A'", '<FullName>A</FullName>'],
		['ToDo', '', `${ALL}<DoneStatus>All</DoneStatus>`],
		['Lead', "Name = 'x'", ''],
		[
			'Customer',
			"TimeModified >= '2017-06-01T10:00:00Z' AND TimeModified < 2017-06-03",
			`${ALL}<FromModifiedDate>2017-06-01T09:00:00+00:00</FromModifiedDate><ToModifiedDate>2017-06-03T01:00:00+00:00</ToModifiedDate>`,
		],
		[
			'Invoice',
			"TimeModified > '2017-06-01T12:00:00+02:00' AND TxnDate = '2017-06-01'",
			'<ModifiedDateRangeFilter><FromModifiedDate>2017-06-01T09:00:00+00:00</FromModifiedDate></ModifiedDateRangeFilter>',
		],
		[
			'Invoice',
			"TxnDate >= '2017-06-14' AND TxnDate <= '2017-06-15' AND TxnDate > '2017-06-01'",
			'<TxnDateRangeFilter><FromTxnDate>2017-06-14</FromTxnDate><ToTxnDate>2017-06-15</ToTxnDate></TxnDateRangeFilter>',
		],
		['Invoice', "TxnDate = '2017-02-30'", ''],
		['Invoice', "TxnDate LIKE '2017%'", ''],
		['Invoice', "RefNumber IN ('1', '2')", '<RefNumber>1</RefNumber><RefNumber>2</RefNumber>'],
		[
			'Invoice',
			"RefNumber LIKE '10%'",
			`<RefNumberFilter>${CONTAINS}<RefNumber>10</RefNumber></RefNumberFilter>`,
		],
		['Invoice', "RefNumber > '10'", ''],
		[
			'Invoice',
			"CustomerRef.ListID = '80000001-1' AND ARAccountRef.ListID = '80000002-2' AND IsPaid = 'false'",
			'<EntityFilter><ListID>80000001-1</ListID></EntityFilter><AccountFilter><ListID>80000002-2</ListID></AccountFilter><PaidStatus>NotPaidOnly</PaidStatus>',
		],
		[
			'TimeTracking',
			"EntityRef.ListID = '80000001-1'",
			'<TimeTrackingEntityFilter><ListID>80000001-1</ListID></TimeTrackingEntityFilter>',
		],
		['TimeTracking', "CustomerRef.ListID = '80000001-1'", ''],
	])('%s where %s', (object, where, filters) => {
		expect(sent(object, where)).toBe(filters);
	});

	it.each([
		['Customer', "id = 'none'"],
		['Invoice', "CustomerRef.ListID = 'none'"],
		['Invoice', "TxnDate > '2017-06-14' AND TxnDate < '2017-06-01'"],
		['Customer', "TimeModified > '2017-06-14' AND TimeModified < '2017-06-01'"],
	])('%s where %s: nothing can be found, so nothing is asked', (object, where) => {
		expect(queryOf(object, where).isEmpty).toBe(true);
	});

	it('what belongs to a record is asked for where the query can', () => {
		const shown = (object: string) => {
			const { text } = writeRequest({
				object,
				operation: 'query',
				record: queryOf(object, '').record,
				...asked,
			});
			return text.match(/<(?:Include\w+|OwnerID)>\w+/g);
		};
		expect(shown('Invoice')).toEqual([
			'<IncludeLineItems>true',
			'<IncludeLinkedTxns>true',
			'<OwnerID>0',
		]);
		expect(shown('BuildAssembly')).toEqual(['<IncludeComponentLineItems>true', '<OwnerID>0']);
		expect(shown('Terms')).toBeNull();
	});

	it('an older QuickBooks and another edition are asked for what they know', () => {
		expect(queryParameters('Customer', { version: '11.0' }).has('ClassFilter')).toBe(false);
		expect(queryParameters('Customer', asked).has('ClassFilter')).toBe(true);
		const australian = queryParameters('Customer', { version: '13.0', edition: 'AU' });
		expect(australian.has('ClassFilter')).toBe(false);
	});

	it('a field that is not there is refused, also beside one that is pushed', () => {
		expect(() => queryOf('Customer', "Name = 'x' AND Nothing = 'y'")).toThrow(
			'Invalid where clause: customers cannot be searched by "Nothing".',
		);
	});

	it('the members of every kind of record are known', () => {
		const without = allResources().filter(({ object }) => retFields(object).length < 2);
		expect(without.map(({ path }) => path)).toEqual([]);
	});
});
