import { ask, question, settled } from '../queue/support/queue';
import { call } from './support/client';
import { connect, first, hcp, login, makeGateway, type Gateway } from './support/fixture';

describe('A write in doubt while another company file is open', () => {
	let gateway: Gateway;

	beforeEach(async () => (gateway = await makeGateway()));

	afterEach(async () => await gateway.close());

	/** A session takes the write, and ends without an answer. */
	const lose = async () => {
		await connect(gateway);
		const instance = (await gateway.store.findInstance({ username: 'user-a' }))!;
		const { queue } = gateway.companies.of(instance);
		const mark = { kind: 'name', object: 'Customer', value: 'w1', version: '13.0' } as const;
		const asked = ask(queue, { ...question('w1', 'write'), mark });
		await settled();
		const [ticket] = await login(gateway, gateway.app, 'a');
		const [document] = await call(gateway.app, 'sendRequestXML', { ticket, ...first() });
		expect(document).toContain('requestID="w1"');
		await call(gateway.app, 'closeConnection', { ticket });
		expect((await gateway.store.call('w1'))!.state).toBe('inDoubt');
		return asked;
	};

	it('is unknown, and the other file is the reason', async () => {
		const asked = await lose();
		const [ticket] = await login(gateway, gateway.app, 'a');
		const other = first(hcp('Other Inc'), 'C:\\Books\\other.qbw');
		expect(await call(gateway.app, 'sendRequestXML', { ticket, ...other })).toEqual(['']);
		await settled();
		expect(asked.end).toBe('lost unknown');
		expect(await gateway.store.call('w1')).toMatchObject({
			state: 'unknown',
			reason: expect.stringMatching(/^Another company file is open: Other Inc /),
		});
	});
});
