import { loadFields } from '../../nodes/QuickBooksEnterprise/catalogue/fields';
import { resourceByValue } from '../../nodes/QuickBooksEnterprise/catalogue/resources';
import { readCondition, type ConditionRow } from '../../nodes/QuickBooksEnterprise/ceql/reading';

async function read(value: string, row: ConditionRow) {
	const resource = resourceByValue(value)!;
	const fields = await loadFields(resource);
	return readCondition(row, { fields, kind: resource.kind, timeZone: 'America/Denver' });
}

describe('A row of conditions', () => {
	it.each<[string, string, ConditionRow, string, string[]]>([
		[
			'text to the letter',
			'customer',
			{ field: 'Name', value: " O'Brien % " },
			'Name',
			[" O'Brien % "],
		],
		['a number', 'customer', { field: 'Balance', value: 1.5 }, 'Balance', ['1.5']],
		[
			'a day',
			'invoice',
			{ field: 'TxnDate', value: '2026-11-24T00:00:00' },
			'TxnDate',
			['2026-11-24'],
		],
		[
			'a time',
			'invoice',
			{ field: 'TimeModified', value: '2026-11-24T10:00:00' },
			'TimeModified',
			['2026-11-24T17:00:00+00:00'],
		],
		['yes', 'customer', { field: 'IsActive', value: true }, 'IsActive', ['true']],
		['no', 'customer', { field: 'IsActive', value: '0' }, 'IsActive', ['false']],
		['the wrong case of a field', 'customer', { field: 'fullname', value: 'a' }, 'FullName', ['a']],
		[
			'the id of a reference',
			'invoice',
			{ field: 'customerref.listid', value: '8000-1' },
			'CustomerRef.ListID',
			['8000-1'],
		],
		[
			'a part of an address',
			'customer',
			{ field: 'BillAddress.City', value: 'x' },
			'BillAddress.City',
			['x'],
		],
		[
			'a field that only the connector knows',
			'customer',
			{ field: 'CustomThing', value: 'x' },
			'CustomThing',
			['x'],
		],
		[
			'several between commas',
			'customer',
			{ field: 'ListID', operator: 'in', value: '1-2, 3-4,' },
			'ListID',
			['1-2', '3-4'],
		],
		[
			'an array',
			'customer',
			{ field: 'FullName', operator: 'in', value: ['Keenan, Bridget', 'b'] },
			'FullName',
			['Keenan, Bridget', 'b'],
		],
		[
			'an array as text',
			'customer',
			{ field: 'FullName', operator: 'in', value: '["Keenan, Bridget", "b"]' },
			'FullName',
			['Keenan, Bridget', 'b'],
		],
		[
			'a part of a day',
			'invoice',
			{ field: 'TxnDate', operator: 'like', value: '2026-11%' },
			'TxnDate',
			['2026-11%'],
		],
		['nothing', 'invoice', { field: 'DueDate', operator: 'isNull', value: 'x' }, 'DueDate', []],
	])('takes %s', async (_, resource, row, field, values) => {
		const { condition, complaints } = await read(resource, { operator: 'equals', ...row });
		expect(complaints).toBeUndefined();
		expect(condition).toEqual({ field, operator: row.operator ?? 'equals', values });
	});

	it.each<[string, string, ConditionRow, RegExp[]]>([
		['no field', 'customer', { field: '', value: 'x' }, [/^Field \(field\) is empty$/]],
		[
			'an injected field',
			'customer',
			{ field: "Name = 'x' OR Name", value: 'x' },
			[/must be the name of a field/],
		],
		[
			'an unknown operator',
			'customer',
			{ field: 'Name', operator: '=', value: 'x' },
			[/^Operator \(operator\) must be one of equals, /],
		],
		['no value', 'customer', { field: 'Name', value: '' }, [/Value \(value\) is empty/]],
		[
			'a value that an expression did not find',
			'customer',
			{ field: 'Name', value: null },
			[/is empty/],
		],
		[
			'a list of nothing',
			'customer',
			{ field: 'Name', operator: 'in', value: ' , ' },
			[/is empty/],
		],
		[
			'a currency sign',
			'customer',
			{ field: 'Balance', value: '$1,000.00' },
			[/plain number such as 1234\.50/],
		],
		['a day that is none', 'invoice', { field: 'TxnDate', value: '2023-02-29' }, [/yyyy-MM-dd/]],
		[
			'a time that QuickBooks does not know',
			'invoice',
			{ field: 'TimeModified', value: '1969-12-31T00:00:00Z' },
			[/between 1970-01-01 and 2038-01-19/],
		],
		['a field with a slip', 'invoice', { field: 'RefNmuber', value: '1' }, [/write RefNumber/]],
		['a day in another form', 'invoice', { field: 'TxnDate', value: '1/31/2026' }, [/yyyy-MM-dd/]],
		[
			'a time that is none',
			'invoice',
			{ field: 'TimeModified', value: 'yesterday' },
			[/2025-01-31T14:05:00/],
		],
		['an object', 'customer', { field: 'Name', value: { a: 1 } }, [/must be a text/]],
		[
			'a choice that is none',
			'ledgerAccount',
			{ field: 'AccountType', value: 'bank' },
			[/must be written Bank/],
		],
		[
			'a whole reference',
			'invoice',
			{ field: 'CustomerRef', value: 'x' },
			[/write CustomerRef\.ListID/],
		],
		['a group', 'customer', { field: 'BillAddress', value: 'x' }, [/such as BillAddress\.Addr1/]],
		[
			'the name of a customer of an invoice',
			'invoice',
			{ field: 'CustomerRef.FullName', value: 'x' },
			[/cannot be searched by the service; write CustomerRef\.ListID/],
		],
		[
			'a backslash before the end',
			'customer',
			{ field: 'Name', value: 'C:\\' },
			[/has a backslash at its end/],
		],
		[
			'everything at once',
			'customer',
			{ field: '', operator: 'x', value: '' },
			[/Operator/, /Field/],
		],
	])('refuses %s', async (_, resource, row, expected) => {
		const { condition, complaints } = await read(resource, { operator: 'equals', ...row });
		expect(condition).toBeUndefined();
		expect(complaints).toHaveLength(expected.length);
		expected.forEach((pattern, index) => expect(complaints![index]).toMatch(pattern));
	});
});
