import { oneOf, type Random } from './random';
import type { Company, Json, Request, Service } from './world';

/** A write, and how often it is done. */
export interface Write {
	kind: string;
	name: string;
	request: Request;
	/** Of a bulk job: the rows that the books are to have once each. */
	rows?: readonly string[];
	/** The record that it made, where it made one. */
	made?(): Json | undefined;
	/** QuickBooks refuses it. */
	isWrong?: boolean;
	/** How often it is done, of the rows of a job how often this one. */
	times(row?: string): Promise<number>;
}

type Make = (name: string, computer: Company, world: Service) => Omit<Write, 'kind' | 'name'>;

const line = { ItemRef: { FullName: 'Painting' }, Quantity: 3, Rate: '5.00' };
const invoice = (memo: string) => ({
	CustomerRef: { FullName: 'Blue, Dale' },
	Memo: memo,
	InvoiceLineRet: [line],
});

/** Puts an invoice into the books that is there already. */
export function existing({ company }: Pick<Company, 'company'>, memo: string): Json {
	const { InvoiceLineRet, ...head } = invoice(memo);
	return company.add('Invoice', { ...head, InvoiceLineAdd: InvoiceLineRet } as never);
}

/** A new record, which the books show by a member of it. */
const add =
	(path: string, object: string, member: string, body: (name: string) => object): Make =>
	(name, computer) => ({
		request: { method: 'POST', path, body: body(name), token: computer.token },
		times: async () => computer.list(object, member, name).length,
		made: () => computer.list(object, member, name)[0],
	});

const BOUNDARY = 'boundary-of-the-form';
const form = (file: string) =>
	[
		`--${BOUNDARY}`,
		'Content-Disposition: form-data; name="file"; filename="rows.csv"',
		'Content-Type: text/csv',
		'',
		file,
		`--${BOUNDARY}--`,
		'',
	].join('\r\n');

const KINDS: Readonly<Record<string, Make>> = {
	'add invoice': add('/invoices', 'Invoice', 'Memo', invoice),
	'add vendor': add('/vendors', 'Vendor', 'Name', (Name) => ({ Name })),
	'add type': add('/CustomerType', 'CustomerType', 'Name', (Name) => ({ Name })),
	refused: (name, computer, world) => ({
		...add('/invoices', 'Invoice', 'Memo', (memo) => ({
			...invoice(memo),
			CustomerRef: { FullName: 'Nobody' },
		}))(name, computer, world),
		isWrong: true,
	}),
	'add line': (name, computer) => {
		const { token, company } = computer;
		const { TxnID, InvoiceLineRet: lines } = existing(computer, name);
		const [{ TxnLineID }] = lines as Json[];
		const body = { InvoiceLineRet: [{ TxnLineID }, { ...line, TxnLineID: '-1' }] };
		const linesNow = () => company.get('Invoice', String(TxnID))!.InvoiceLineRet as Json[];
		return {
			request: { method: 'PATCH', path: `/invoices/${String(TxnID)}`, body, token },
			times: async () => linesNow().length - 1,
		};
	},
	delete: (name, computer) => {
		const path = `/invoices/${String(existing(computer, name).TxnID)}`;
		return {
			request: { method: 'DELETE', path, token: computer.token },
			times: async () => 1 - computer.list('Invoice', 'Memo', name).length,
		};
	},
	instance: (name, _computer, world) => ({
		request: {
			method: 'POST',
			path: '/instances',
			body: {
				element: { key: 'quickbooksonprem' },
				name,
				configuration: { 'app.name': 'n8n', 'host.ip': 'office' },
			},
		},
		times: async () => {
			const { body } = await world.platform('GET', '/instances?pageSize=200');
			return (body as unknown as Json[]).filter((instance) => instance.name === name).length;
		},
	}),
	bulk: (name, computer) => {
		const rows = [1, 2, 3].map((row) => `${name}-${row}`);
		return {
			rows,
			request: {
				method: 'POST',
				path: '/bulk/vendors',
				body: form(['Name', ...rows].join('\r\n')),
				type: `multipart/form-data; boundary=${BOUNDARY}`,
				token: computer.token,
			},
			times: async (row = '') => computer.list('Vendor', 'Name', row).length,
		};
	},
};

/** One of all kinds of writes, to a company. */
export function writeOf(name: string, computer: Company, world: Service, random: Random): Write {
	const kind = oneOf(random, Object.keys(KINDS));
	return { kind, name, ...KINDS[kind](name, computer, world) };
}
