import type { QbRecord } from '../../../simulator/qbxml/record';
import { Desk } from './shelf';

let desk: Desk;
let customer: QbRecord;
const tag = (name: string, ...inner: string[]) => `<${name}>${inner.join('')}</${name}>`;

beforeEach(() => {
	desk = new Desk();
	const names = [
		['Colour', 'Customer'],
		['Size', 'Item'],
	];
	for (const [name, object] of names) expect(define(name, object).code).toBe('0');
	customer = desk.add('Customer', '<Name>A</Name>');
});

const define = (name: string, object: string, ownerId = '0', type = 'STR255TYPE') =>
	desk.one(
		tag(
			'DataExtDefAddRq',
			tag(
				'DataExtDefAdd',
				tag('OwnerID', ownerId),
				tag('DataExtName', name),
				tag('DataExtType', type),
				tag('AssignToObject', object),
			),
		),
	);

const write = (
	operation: string,
	value?: string,
	name = 'Colour',
	owner = tag('ListDataExtType', 'Customer') + tag('ListObjRef', tag('FullName', 'A')),
) =>
	desk.one(
		tag(
			`DataExt${operation}Rq`,
			tag(
				`DataExt${operation}`,
				tag('OwnerID', '0'),
				tag('DataExtName', name),
				owner,
				...(value === undefined ? [] : [tag('DataExtValue', value)]),
			),
		),
	);

const read = (more = '<OwnerID>0</OwnerID>') =>
	(desk.one(`<CustomerQueryRq>${more}</CustomerQueryRq>`).content.CustomerRet as QbRecord[])[0];

test('a value is added once, changed, shown to whom it is asked for, and taken away', () => {
	expect(write('Add', 'red')).toMatchObject({
		code: '0',
		content: {
			DataExtRet: {
				OwnerID: '0',
				DataExtName: 'Colour',
				DataExtType: 'STR255TYPE',
				DataExtValue: 'red',
			},
		},
	});
	expect(write('Add', 'blue').code).toBe('3180');
	expect(read().DataExtRet).toMatchObject([{ DataExtValue: 'red' }]);
	expect(read('')).not.toHaveProperty('DataExtRet');
	expect(write('Mod', 'grün').code).toBe('0');
	expect(read().DataExtRet).toMatchObject([{ DataExtValue: 'grün' }]);
	expect(write('Del').content.DataExtDelRet).toMatchObject({
		DataExtName: 'Colour',
		ListDataExtType: 'Customer',
	});
	expect(read()).not.toHaveProperty('DataExtRet');
	expect(write('Del').code).toBe('3120');
	expect(write('Mod', 'again').code).toBe('0');
});

test('a value changes the sequence of its record', () => {
	desk.shelf.wait(5);
	write('Add', 'red');
	const after = read();
	expect(after.EditSequence).not.toBe(customer.EditSequence);
	expect(after.TimeModified).not.toBe(customer.TimeModified);
});

test('a field that is not there, or not for that record, is refused', () => {
	expect(write('Add', 'x', 'Nonsense').code).toBe('3140');
	expect(write('Add', 'x', 'Size').code).toBe('3140');
	expect(write('Add', 'x'.repeat(256)).code).toBe('3070');
	const nobody = tag('ListDataExtType', 'Customer') + tag('ListObjRef', tag('FullName', 'Nobody'));
	expect(write('Add', 'x', 'Colour', nobody).code).toBe('3140');
	expect(
		write('Add', 'x', 'Colour', tag('TxnDataExtType', 'Invoice') + tag('TxnID', '9-9')).code,
	).toBe('3120');
});

test('all kinds of items share their fields', () => {
	desk.add('ItemService', '<Name>Work</Name><SalesOrPurchase><Desc>x</Desc></SalesOrPurchase>');
	const item = tag('ListDataExtType', 'Item') + tag('ListObjRef', tag('FullName', 'Work'));
	expect(write('Add', 'XL', 'Size', item).code).toBe('0');
	const { content } = desk.one('<ItemQueryRq><OwnerID>0</OwnerID></ItemQueryRq>');
	expect(content.ItemServiceRet).toMatchObject([{ DataExtRet: [{ DataExtValue: 'XL' }] }]);
});

test('lines bring their fields with them', () => {
	const ext = tag(
		'DataExt',
		tag('OwnerID', '0'),
		tag('DataExtName', 'Size'),
		tag('DataExtValue', 'M'),
	);
	const line = (more: string) => tag('InvoiceLineAdd', tag('Desc', 'x'), more);
	const added = desk.add(
		'Invoice',
		`<CustomerRef><FullName>A</FullName></CustomerRef>${line('')}${line(ext)}`,
	);
	expect(JSON.stringify([...desk.shelf.list('Invoice')])).not.toContain('DataExt');
	const query = (owner: string) =>
		(
			desk.one(
				tag(
					'InvoiceQueryRq',
					tag('TxnID', String(added.TxnID)),
					'<IncludeLineItems>true</IncludeLineItems>',
					owner,
				),
			).content.InvoiceRet as QbRecord[]
		)[0].InvoiceLineRet as QbRecord[];
	expect(query('<OwnerID>0</OwnerID>').map(({ DataExtRet }) => DataExtRet)).toEqual([
		undefined,
		[expect.objectContaining({ DataExtValue: 'M' })],
	]);
	expect(query('')[1]).not.toHaveProperty('DataExtRet');
});

test('the company has fields of an application too', () => {
	const owner = '{a5b1c2d3-0000-4000-8000-0123456789ab}';
	expect(define('Shop', 'Company', owner, 'STR1024TYPE').code).toBe('0');
	const text = tag(
		'DataExtAddRq',
		tag(
			'DataExtAdd',
			tag('OwnerID', owner),
			tag('DataExtName', 'Shop'),
			tag('OtherDataExtType', 'Company'),
			tag('DataExtValue', '1'),
		),
	);
	expect(desk.one(text).code).toBe('0');
	const { content } = desk.one(tag('CompanyQueryRq', tag('OwnerID', owner)));
	expect(content.CompanyRet).toMatchObject({
		DataExtRet: [{ DataExtName: 'Shop', DataExtValue: '1' }],
	});
});

test('definitions are listed, renamed and removed with their values', () => {
	write('Add', 'red');
	expect(define('colour', 'Vendor').code).toBe('3100');
	expect(define('Hidden', 'Invoice').code).toBe('3210');
	expect(
		desk.one('<DataExtDefQueryRq><AssignToObject>Item</AssignToObject></DataExtDefQueryRq>').content
			.DataExtDefRet,
	).toMatchObject([{ DataExtName: 'Size' }]);
	const change = tag(
		'DataExtDefModRq',
		tag(
			'DataExtDefMod',
			tag('OwnerID', '0'),
			tag('DataExtName', 'Colour'),
			tag('DataExtNewName', 'Color'),
			tag('AssignToObject', 'Vendor'),
		),
	);
	expect(desk.one(change).content.DataExtDefRet).toMatchObject({
		DataExtName: 'Color',
		AssignToObject: ['Customer', 'Vendor'],
	});
	expect(read().DataExtRet).toMatchObject([{ DataExtName: 'Color', DataExtValue: 'red' }]);
	expect(
		desk.one(
			'<DataExtDefDelRq><OwnerID>0</OwnerID><DataExtName>Color</DataExtName></DataExtDefDelRq>',
		).code,
	).toBe('0');
	expect(read()).not.toHaveProperty('DataExtRet');
});

test('a record that is deleted takes its values with it', () => {
	write('Add', 'red');
	desk.one(
		`<ListDelRq><ListDelType>Customer</ListDelType><ListID>${String(customer.ListID)}</ListID></ListDelRq>`,
	);
	expect(desk.shelf.memory.extensions).toEqual({});
});
