import type { INodeParameters } from 'n8n-workflow';

import { byId } from '../../support/sandboxed';
import { connected, useGateway } from './support/gatewayBench';

const bench = useGateway(connected);

const invoice = (operation: string, record: object, changes: INodeParameters = {}) => ({
	resource: 'invoice',
	operation,
	instanceId: byId(bench.now.office.id),
	fieldsMode: 'json',
	recordJson: JSON.stringify(record),
	...changes,
});

const line = { ItemRef: { FullName: 'Painting' }, Quantity: '3', Rate: '5.00' };

const withMemo = (Memo: string) => ({
	CustomerRef: { FullName: 'Blue, Dale' },
	Memo,
	InvoiceLineRet: [line],
});

const inBooks = (memo: string) =>
	[...bench.now.office.company.list('Invoice')].filter(({ Memo }) => Memo === memo);

/** QuickBooks takes long for the next write: it books it once something has happened elsewhere. */
function booksAfter(happened: Promise<void>): void {
	const { desktop } = bench.now.office;
	const begin = desktop.beginSession.bind(desktop);
	desktop.beginSession = async (file) => {
		const session = await begin(file);
		return {
			companyFile: session.companyFile,
			close: () => session.close(),
			run: async (text) => {
				if (text.includes('newMessageSetID=')) {
					desktop.beginSession = begin;
					await happened;
				}
				return await session.run(text);
			},
		};
	};
}

/** Until so many writes have come from the node. */
async function writesCame(count: number): Promise<void> {
	let left = count;
	await new Promise<void>((resolve) => {
		bench.now.proxy.fault = ({ method }) => {
			left -= method === 'GET' ? 0 : 1;
			if (left === 0) resolve();
			return undefined;
		};
	});
}

describe('A caller that gave up before QuickBooks booked', () => {
	it('gets the first answer when it asks again under its key', async () => {
		booksAfter(writesCame(2));
		const { json, error } = await bench.now.runAtWork(
			invoice('create', withMemo('booked late'), { options: { timeout: 1_500 } }),
		);
		expect(error).toBeUndefined();
		const [booked, ...more] = inBooks('booked late');
		expect(more).toEqual([]);
		expect(json).toEqual([expect.objectContaining({ id: booked.TxnID })]);
		const { keys } = bench.now.proxy;
		expect(keys).toEqual([expect.any(String), keys[0]]);
	});

	it('is told what is in doubt where there is no key', async () => {
		let end = (): void => {};
		booksAfter(new Promise((resolve) => (end = resolve)));
		const credential = bench.now.credential({ environment: 'custom' });
		const run = bench.now.run(
			invoice('create', withMemo('never told'), { options: { timeout: 1_500 } }),
			{ credential },
		);
		const working = bench.now.atWork(async () => await run);
		const { error } = await run;
		end();
		await working;
		expect(error?.message).toMatch(/^Outcome unknown: look for an invoice/);
		expect(bench.now.proxy.keys).toEqual([undefined]);
		// Nobody sent it again, and it was booked.
		expect(inBooks('never told')).toHaveLength(1);
	});
});

describe('A change with a new line whose answer is lost', () => {
	const changed = async (memo: string): Promise<INodeParameters> => {
		const { json } = await bench.now.runAtWork(invoice('create', withMemo(memo)));
		bench.now.proxy.reset();
		const { TxnID, InvoiceLineRet: lines } = inBooks(memo)[0];
		const [{ TxnLineID }] = lines as Array<{ TxnLineID: string }>;
		const more = { InvoiceLineRet: [{ TxnLineID }, { ...line, TxnLineID: '-1' }] };
		expect(json[0].id).toBe(TxnID);
		return invoice('update', more, { recordId: byId(String(TxnID)) });
	};

	it('between the gateway and n8n adds one line', async () => {
		const parameters = await changed('lost to n8n');
		let isLost = false;
		bench.now.proxy.fault = ({ method }) => {
			if (isLost || method === 'GET') return undefined;
			isLost = true;
			return 'cutAfter';
		};
		const { error } = await bench.now.runAtWork(parameters);
		expect(error).toBeUndefined();
		expect(bench.now.proxy.replays).toBe(1);
		expect(inBooks('lost to n8n')[0].InvoiceLineRet).toHaveLength(2);
	});

	it('between QuickBooks and the gateway adds one line', async () => {
		const parameters = await changed('lost to the gateway');
		const { office } = bench.now;
		const linesOf = () => inBooks('lost to the gateway')[0].InvoiceLineRet as unknown[];
		let crashes = 0;
		office.disturb = (moment) => {
			if (moment !== 'ran' || linesOf().length < 2 || crashes > 0) return undefined;
			crashes += 1;
			return 'crash';
		};
		const { error } = await bench.now.runAtWork(parameters);
		office.disturb = () => undefined;
		expect([error, crashes]).toEqual([undefined, 1]);
		expect(linesOf()).toHaveLength(2);
	});
});
