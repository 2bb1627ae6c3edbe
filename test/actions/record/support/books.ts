import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import type { Fault, RecordedRequest } from '../../../../sandbox';
import { byId, useSandbox, type Workbench } from '../../../support/sandboxed';

export type Row = Record<string, unknown>;

/** What one run of a write is to do. */
export interface Write {
	resource: string;
	operation: 'create' | 'update' | 'upsert';
	/** A record for each input item. */
	records: Row[];
	/** Ids of the records that an update changes, one for each input item. */
	ids?: unknown[];
	parameters?: INodeParameters;
	settings?: Partial<INode>;
}

/** A sandbox with the company file of one instance, and writes through it. */
export function useBooks() {
	const bench = useSandbox();
	const books = {
		bench,
		instanceId: 0,
		/** Writes whole records, one for each item. Simplified output is off unless the test says otherwise. */
		async write({ resource, operation, records, ids = [], parameters, settings }: Write) {
			return await bench.run({
				items: records.map((record, index) => ({ record, id: ids[index] }) as IDataObject),
				parameters: {
					resource,
					operation,
					instanceId: byId(books.instanceId),
					fieldsMode: 'json',
					recordJson: '={{ $json.record }}',
					...(operation === 'update'
						? { recordId: { __rl: true, mode: 'id', value: '={{ $json.id }}' } }
						: {}),
					simplify: false,
					...parameters,
				},
				settings,
			});
		},
		async create(resource: string, record: Row, parameters?: INodeParameters) {
			return await books.write({ resource, operation: 'create', records: [record], parameters });
		},
		async upsert(resource: string, record: Row, parameters?: INodeParameters) {
			return await books.write({ resource, operation: 'upsert', records: [record], parameters });
		},
		async update(resource: string, id: unknown, record: Row, parameters?: INodeParameters) {
			return await books.write({
				resource,
				operation: 'update',
				records: [record],
				ids: [id],
				parameters,
			});
		},
		/** The records of a resource as they are in the company file. */
		async all(path: string): Promise<Row[]> {
			return await bench.sandbox.records(books.instanceId, path);
		},
		/** The one record that has these members. */
		async only(path: string, members: Row): Promise<Row> {
			const found = (await books.all(path)).filter((record) =>
				Object.entries(members).every(([name, value]) => record[name] === value),
			);
			expect(found).toHaveLength(1);
			return found[0];
		},
		/** Requests to QuickBooks, by their method. */
		sent(method: RecordedRequest['method']): RecordedRequest[] {
			return bench.sandbox.requests.filter(
				(request) => request.method === method && request.path.startsWith('/hubs/'),
			);
		},
		/** The body of the one request with a method. */
		bodyOf(method: RecordedRequest['method']): Row {
			const requests = books.sent(method);
			expect(requests).toHaveLength(1);
			return requests[0].json as Row;
		},
		fault(method: string, fault: Fault, { times = 1, skip = 0 } = {}): void {
			bench.sandbox.addFault({ method, path: '/hubs/**', times, skip, fault });
		},
	};
	beforeEach(() => {
		books.instanceId = bench.sandbox.addInstance({ name: 'Store 12' }).id;
	});
	return books as typeof books & { readonly bench: Workbench };
}

export const named = (FullName: string) => ({ FullName });

export const PAINTING = { ItemRef: named('Painting'), Quantity: '2', Rate: '35.00' };
export const FRAMING = { ItemRef: named('Framing'), Quantity: '3', Rate: '55.00' };

/** An invoice with two lines. */
export const INVOICE = {
	CustomerRef: named('Blue, Dale'),
	RefNumber: '9001',
	InvoiceLineRet: [PAINTING, FRAMING],
};
