import type { INodeProperties } from 'n8n-workflow';

import { loadNode } from '../../support/builtPackage';
import { INVOICE, FRAMING, useBooks, type Row } from './support/books';

const books = useBooks();

const linesOf = (record: Row) => record.InvoiceLineRet as Row[];

async function newInvoice(): Promise<Row> {
	const { json } = await books.create('invoice', INVOICE);
	books.bench.sandbox.resetRequests();
	return json[0];
}

describe('An update that adds lines', () => {
	it('says which ones, as QuickBooks has them now', async () => {
		const invoice = await newInvoice();
		const before = linesOf(invoice).map(({ TxnLineID }) => TxnLineID);
		const { json } = await books.update('invoice', invoice.TxnID, { InvoiceLineRet: [FRAMING] });
		const now = linesOf(await books.only('invoices', { TxnID: invoice.TxnID }));
		const added = now.filter(({ TxnLineID }) => !before.includes(TxnLineID));
		expect(added).toHaveLength(1);
		expect(json[0].linesAdded).toEqual(added);
	});

	it('is told from one that changes the lines that are there', async () => {
		const invoice = await newInvoice();
		const [{ TxnLineID }] = linesOf(invoice);
		const { json } = await books.update('invoice', invoice.TxnID, {
			InvoiceLineRet: [{ TxnLineID, Quantity: '7' }],
		});
		expect(json[0]).not.toHaveProperty('linesAdded');
		const { json: other } = await books.update('invoice', invoice.TxnID, { Memo: 'none' });
		expect(other[0]).not.toHaveProperty('linesAdded');
	});
});

it('Line Mode and what a row without an ID does stand above the lines, for each resource that has some', () => {
	const { properties } = loadNode().description;
	const shows = ({ displayOptions }: INodeProperties, resource: string, lineMode: string) => {
		const show = displayOptions?.show ?? {};
		return (
			show.resource?.includes(resource) === true &&
			show.operation?.includes('update') === true &&
			(show.lineMode?.includes(lineMode) ?? true)
		);
	};
	for (const resource of ['invoice', 'bill', 'journalEntry', 'salesOrder']) {
		for (const lineMode of ['merge', 'replace']) {
			const names = properties
				.filter((property) => shows(property, resource, lineMode))
				.map(({ name }) => name);
			expect(names.filter((name) => name === 'lineNotice')).toHaveLength(1);
			expect(names.indexOf('lineMode')).toBeLessThan(names.indexOf('lineNotice'));
			expect(names.indexOf('lineNotice')).toBeLessThan(names.indexOf('lines'));
		}
	}
});
