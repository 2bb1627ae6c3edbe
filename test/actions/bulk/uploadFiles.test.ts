/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import type { INodeParameters } from 'n8n-workflow';

import { byId, useSandbox } from '../../support/sandboxed';

const bench = useSandbox();

let instance: number;
beforeEach(() => {
	instance = bench.sandbox.addInstance({ name: 'Store 12' }).id;
});

async function upload(
	bytes: Buffer | string,
	parameters: INodeParameters = {},
	objectName = 'customers',
) {
	const data = Buffer.from(bytes).toString('base64');
	return await bench.run({
		parameters: {
			resource: 'bulk',
			operation: 'upload',
			instanceId: byId(instance),
			objectName: { __rl: true, mode: 'id', value: objectName },
			...parameters,
		},
		files: [{ data: { data, mimeType: 'text/csv', fileName: 'file.csv' } }],
	});
}

const sent = () => bench.calls().filter((call) => call.startsWith('POST /hubs/finance/bulk'));

const customer = async (name: string) =>
	(await bench.sandbox.records(instance, 'customers')).find(({ Name }) => Name === name);

const CSV = 'Name,BillAddress.City\r\nCafé Größe,Orléans\r\n';
const JSON_TEXT = '[{"Name":"Café Größe","BillAddress":{"City":"Orléans"}}]';

const windows = (text: string) => Buffer.from(text, 'latin1');
const utf16 = (text: string, isBig = false) =>
	isBig ? Buffer.from(text, 'utf16le').swap16() : Buffer.from(text, 'utf16le');

describe('A file that is not written in UTF-8', () => {
	it.each<[string, Buffer, INodeParameters, string[]]>([
		[
			'as Excel saves a CSV',
			windows('Name,Notes\r\nPlain,x\r\nCafé,"Señor, 5"\r\n'),
			{},
			[
				"Row 3: Name: the byte E9 is no UTF-8; in Windows-1252 it would be 'Café'",
				"Notes: the byte F1 is no UTF-8; in Windows-1252 it would be 'Señor, 5'",
			],
		],
		[
			'in a heading',
			windows('Name,Überschrift\r\nA,b\r\n'),
			{},
			["Row 1: column 2: the byte DC is no UTF-8; in Windows-1252 it would be 'Überschrift'"],
		],
		[
			'in JSON',
			windows(JSON_TEXT),
			{ format: 'json' },
			['Row 1: Name: the byte E9', 'BillAddress.City: the byte E9'],
		],
		[
			'in JSON Lines',
			windows('{"Name":"A"}\n{"Name":"Café"}\n'),
			{ format: 'jsonl' },
			['Row 2: Name: the byte E9 is no UTF-8'],
		],
		[
			'where a character is cut off at the end',
			Buffer.from('Name\r\nCafé').subarray(0, -1),
			{},
			['Row 2: Name: the byte C3'],
		],
		['UTF-16 without a mark', utf16(CSV), {}, ['The file looks like UTF-16']],
		[
			'half of UTF-16',
			utf16(CSV).subarray(0, -1),
			{ options: { encoding: 'utf-16' } },
			['The file is not written in UTF-16'],
		],
	])('is refused with row, column and what to do: %s', async (_what, bytes, parameters, texts) => {
		const { error } = await upload(bytes, parameters);
		for (const text of texts) expect(error?.message).toContain(text);
		expect(`${error?.message} ${error?.description}`).toContain('Encoding');
		expect(sent()).toEqual([]);
	});

	it.each<[string, Buffer, INodeParameters]>([
		['Windows-1252', windows(CSV), { options: { encoding: 'windows-1252' } }],
		[
			'Windows-1252 as JSON',
			windows(JSON_TEXT),
			{ format: 'json', options: { encoding: 'windows-1252' } },
		],
		['UTF-16, little end first, without mark', utf16(CSV), { options: { encoding: 'utf-16' } }],
		['UTF-16, big end first, without mark', utf16(CSV, true), { options: { encoding: 'utf-16' } }],
		['UTF-16 with a mark', utf16(`\uFEFF${CSV}`), {}],
		['UTF-16, big end first, with a mark', utf16(`\uFEFF${CSV}`, true), {}],
		['UTF-8 with a mark', Buffer.from(`\uFEFF${CSV}`), { options: { encoding: 'windows-1252' } }],
		['UTF-8', Buffer.from(CSV), {}],
		['UTF-16 as JSON', utf16(`\uFEFF${JSON_TEXT}`), { format: 'json' }],
	])('arrives as it was meant: %s', async (_what, bytes, parameters) => {
		const { error, json } = await upload(bytes, parameters);
		expect([error, json[0]?.failedCount]).toEqual([undefined, 0]);
		expect(await customer('Café Größe')).toMatchObject({ BillAddress: { City: 'Orléans' } });
	});

	it('refuses an encoding that it does not know', async () => {
		const { error } = await upload(CSV, { options: { encoding: '={{ "ebcdic" }}' } });
		expect(error?.message).toContain('Encoding (encoding) must be one of');
		expect(bench.calls()).toEqual([]);
	});
});

describe('The headings of a CSV file', () => {
	const named = (label: string, list: string) =>
		`Columns that are not named as the fields of ${label} are: ${list}`;

	it.each<[string, string, string, string]>([
		[
			'customers',
			'Name,BillAddress_Addr1,First Name,bill address city,Notes\nA,B,C,D,E\n',
			named(
				'Customer',
				"'BillAddress_Addr1' (write BillAddress.Addr1), 'First Name' (write FirstName), 'bill address city' (write BillAddress.City)",
			),
			'',
		],
		[
			'customers',
			'NAME,Terms\nA,Net 30\n',
			"'NAME' (write Name), 'Terms' (write TermsRef.FullName)",
			'',
		],
		[
			'vendors',
			'name,VendorAddress/City\nA,B\n',
			"'VendorAddress/City' (write VendorAddress.City)",
			'',
		],
		[
			'customers',
			'Name,Notes,Name\nA,b,B\n',
			'Fields that have more than one column: Name (columns 1 and 3)',
			'',
		],
		['customers', 'Name,Phone,phone\nA,1,2\n', 'Phone (columns 2 and 3)', ''],
		[
			'customers',
			'Name;Notes\nA;b\n',
			'stand between semicolons, and must stand between commas',
			'',
		],
		['customers', 'Name\tNotes\nA\tb\n', 'stand between tabs', ''],
		['estimates', 'RefNumber;Memo\n1;b\n', 'stand between semicolons', ''],
		[
			'customers',
			'Nmae,BillAdress.City,BillAddress.Addr6,TermsRef\nA,B,C,D\n',
			named(
				'Customer',
				"'Nmae' (write Name), 'BillAdress.City' (write BillAddress.City), 'TermsRef' (write TermsRef.FullName)",
			),
			'',
		],
		[
			'vendors',
			'Name,Terms,TermsRef\nA,x,y\n',
			'Fields that have more than one column: TermsRef.FullName (columns 2 and 3)',
			'',
		],
		[
			'invoices',
			'CustomerRef.FullName,InvoiceLineRet[0].Desc,InvoiceLineRet.Amount\nA,b,1\n',
			'Lines cannot stand in the columns of a CSV file: InvoiceLineRet[0].Desc, InvoiceLineRet.Amount',
			'',
		],
		['customers', 'Name,Balance,TimeCreated\nA,5.00,\n', '', 'Balance: QuickBooks takes this'],
		[
			'customers',
			'Name,,Notes\nA,x,b\n',
			'Row 2: has a value in column 2, which has no heading',
			'',
		],
		['customers', 'Name,TermsRef.FullName,Foo\nA,,x\n', '', 'Foo'],
		['customers', 'Name,,Notes\nA,,b\n', '', ''],
	])('of %s %j', async (objectName, text, message, hint) => {
		const { error, hints } = await upload(text, {}, objectName);
		if (message === '') {
			expect(error).toBeUndefined();
			expect(hints.map((one) => one.message).join()).toContain(hint);
			return;
		}
		expect(error?.message).toContain(message);
		expect(error?.description).toContain('Nothing was sent');
		expect(sent()).toEqual([]);
	});

	it('are suggested in JSON too', async () => {
		const { error } = await upload('[{"Name":"A","First Name":"B"}]', { format: 'json' });
		expect(error?.message).toBe('Row 1: First Name is not a field of Customer; write FirstName');
	});
});

describe('A row whose values would be lost or damaged', () => {
	const apart = 'Cafe\u0301';
	it.each<[string, string, string, string[]]>([
		[
			'customers',
			'csv',
			`Name,BillAddress.City\nŁódź,A\n${apart},A\u0007B\n`,
			[
				"Row 2: Name (Name) holds what QuickBooks does not keep: 'Ł' (U+0141), 'ź' (U+017A)",
				'Row 3: Name (Name) holds what QuickBooks does not keep: U+0301, an accent that stands apart from its letter',
				'Row 3: Bill Address: City (BillAddress.City) holds what no request can carry: U+0007',
			],
		],
		[
			'invoices',
			'json',
			'[{"CustomerRef":{"FullName":"A"},"InvoiceLineRet":[{"Desc":"木"}]}]',
			['Row 1: Item Lines, row 1: Description (InvoiceLineRet[0].Desc) holds what QuickBooks'],
		],
		[
			'customers',
			'csv',
			'Name,Notes\nA,"6"" pipe"\nB,"b" c\nC,6" pipe\n',
			['Row 3: has a value that goes on behind its closing quote'],
		],
		['estimates', 'csv', 'Memo\n✓\n', ['Row 2: Memo (Memo) holds what QuickBooks does not keep']],
		['customers', 'jsonl', '{"Name":"A","Notes":"x","Name":"B"}', ["Row 1: has 'Name' twice"]],
		[
			'customers',
			'csv',
			'Name,FullName\nShed,"Blue, Dale:Shed"\n',
			['Row 2: FullName puts the record under another one', 'name that one in ParentRef.FullName'],
		],
		[
			'customers',
			'csv',
			'Name,TermsRef.FullName\nA ,\u00a0Net 30\n',
			[
				'Row 2: Name (Name) has white space around it',
				'Terms: Full Name (TermsRef.FullName) has white space around it',
			],
		],
		[
			'products',
			'csv',
			'Name,ItemType,ReorderPoint\nA,ItemService,5\n',
			['Row 2: Reorder Point (ReorderPoint) is a field of', 'and not of Service (ItemService)'],
		],
	])('is named before anything is sent: %s as %s %j', async (objectName, format, text, said) => {
		const { error } = await upload(text, { format }, objectName);
		for (const each of said) expect(error?.message).toContain(each);
		expect(error?.description).toContain('Nothing was sent');
		expect(sent()).toEqual([]);
	});

	it.each([
		['Customers', 'customers'],
		['salesorder', 'sales-orders'],
		['creditCardCharge', 'creditcard-charges'],
	])('is for an object that has another name: %s', async (given, right) => {
		const { error } = await upload('Name\nA\n', {}, given);
		expect(error?.message).toContain(
			`Object (objectName) '${given}' is called ${right} in bulk jobs`,
		);
		expect(bench.calls()).toEqual([]);
	});

	it('is sent where the company file keeps other characters, but for broken ones', async () => {
		const options = { codePage: 'other' };
		const fine = await upload('Name\nŁódź\n', { options });
		expect([fine.error, fine.json[0]?.failedCount]).toEqual([undefined, 0]);
		const broken = await upload('Name\nA\u0001\n', { options });
		expect(broken.error?.message).toContain('Row 2: Name (Name) holds what no request can carry');
	});
});

it('lets the rest of n8n have its turn while a large file is checked', async () => {
	const rows = Array.from({ length: 20_000 }, (_, index) => `Name ${index},maybe`);
	let turns = 0;
	const timer = setInterval(() => (turns += 1), 1);
	const { error } = await upload(`Name,IsActive\n${rows.join('\n')}\n`);
	clearInterval(timer);
	expect(error?.message).toContain('and 19950 more problems');
	// Without a pause the timer would get a handful of turns around the check.
	expect(turns).toBeGreaterThan(80);
});
