import type { Disturbance, Moment } from '../../../simulator/webConnector';
import { addCustomer, Office, qbxml } from './support/office';

let office: Office;
beforeEach(() => {
	office = new Office();
});
afterEach(async () => await office.close());

const isThere = (name: string) => office.quickBooks.company.named('Customer', name) !== undefined;

async function opened(at: Moment, disturbance: Disturbance, times = 1) {
	let left = times;
	return await office.open({
		disturb: (moment) => (moment === at && left-- > 0 ? disturbance : undefined),
	});
}

describe('A session that breaks', () => {
	it.each([
		['handedOut', false, 0],
		['ran', true, 0],
		['received', true, 1],
	] as const)('when a document is %s: was it done %s, answers %s', async (at, done, answers) => {
		const { server } = await opened(at, 'crash');
		server.script = { sendRequestXML: addCustomer('Broken') };
		expect(await office.update()).toMatchObject({ ending: 'crashed' });
		expect(isThere('Broken')).toBe(done);
		expect(server.callsOf('receiveResponseXML')).toHaveLength(answers);
		expect(server.methods).not.toContain('closeConnection');
	});

	it('is followed by another with a new log-in, in which the same message set runs once', async () => {
		const { server } = await opened('ran', 'crash');
		const text = qbxml(
			'<CustomerAddRq><CustomerAdd><Name>Once</Name></CustomerAdd></CustomerAddRq>',
			' newMessageSetID="set-1"',
		);
		server.script = { authenticate: (_, count) => [`t-${count}`, ''], sendRequestXML: text };
		await office.update();
		await office.update();
		const [{ parameters }] = server.callsOf('receiveResponseXML');
		expect(parameters.ticket).toBe('t-2');
		expect(parameters.response).toContain('statusCode="0"');
		expect(parameters.response).toContain('messageSetStatusCode="0"');
	});

	it('delivers an answer twice where the first delivery was lost', async () => {
		const { server } = await opened('ran', 'repeat');
		server.script = { sendRequestXML: addCustomer('Twice') };
		expect(await office.update()).toMatchObject({ ending: 'done', documents: 1 });
		const [first, second] = server.callsOf('receiveResponseXML').map(({ text }) => text);
		expect(second).toBe(first);
	});

	it('goes on with its old ticket when the server has been started anew', async () => {
		const { server } = await office.open();
		server.script = {
			sendRequestXML: (_, count) => (count === 1 ? addCustomer('Late') : ''),
			// This server does not know the ticket any more.
			receiveResponseXML: -1,
			getLastError: 'session expired',
		};
		expect(await office.update()).toMatchObject({ status: 'session expired' });
		expect(new Set(server.calls.slice(3).map(({ parameters }) => parameters.ticket))).toEqual(
			new Set(['t-1']),
		);
		expect(server.methods.at(-1)).toBe('closeConnection');
	});

	it('does not tell whether QuickBooks did what it was given when its process died', async () => {
		const { server, desktop } = await office.open();
		server.script = {
			sendRequestXML: (_, count) => {
				desktop.processFaults.push({ hresult: '0x80010105', hasRun: count === 1 });
				return addCustomer(`Died ${count}`);
			},
			receiveResponseXML: (_, count) => count * 50,
		};
		await office.update();
		const faults = server.callsOf('receiveResponseXML').map(({ parameters }) => parameters);
		expect(faults.map(({ hresult, response }) => [hresult, response])).toEqual([
			['0x80010105', ''],
			['0x80010105', ''],
		]);
		expect([isThere('Died 1'), isThere('Died 2')]).toEqual([true, false]);
	});
});
