import { useSandbox, type Json, type Reply } from '../client';
import type { SandboxOptions } from '../../../sandbox';

/** A sandbox with one instance, and calls through it. */
export function useCompany(options: SandboxOptions = {}) {
	const use = useSandbox(options);
	const company = {
		use,
		instance: { id: 0, token: '' },
		get sandbox() {
			return use.sandbox;
		},
		async send(method: string, path: string, body?: unknown): Promise<Reply> {
			const { token } = company.instance;
			return await use.client.withToken(token, method, `/hubs/finance/${path}`, { body });
		},
		/** A list with a where clause. */
		async where(path: string, where: string, more = ''): Promise<Reply> {
			return await company.send('GET', `${path}?where=${encodeURIComponent(where)}${more}`);
		},
		/** Creates a record; fails when that is refused. */
		async make(path: string, body: Json): Promise<Json> {
			const reply = await company.send('POST', path, body);
			expect({ status: reply.status, text: reply.text }).toMatchObject({ status: 200 });
			return reply.object;
		},
		/** Changes a record with its current `EditSequence`, unless the body has one. */
		async change(path: string, id: unknown, body: Json): Promise<Reply> {
			const { EditSequence } = await company.read(path, id);
			return await company.send('PATCH', `${path}/${String(id)}`, { EditSequence, ...body });
		},
		async read(path: string, id: unknown): Promise<Json> {
			return (await company.send('GET', `${path}/${String(id)}`)).object;
		},
	};
	beforeEach(() => {
		company.instance = use.sandbox.addInstance({ name: 'Store' });
	});
	return company;
}

/** The text of QuickBooks in a refusal, with the status. */
export const refusal = ({ status, object }: Reply) => [status, object.providerMessage];

export const ROW = { ItemRef: { FullName: 'Painting' }, Quantity: '3', Rate: '5.00' };
