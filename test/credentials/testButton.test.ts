/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { createServer, type Server } from 'node:http';
import { createServer as createSocket, type AddressInfo, type Server as Socket } from 'node:net';

import type { Fault } from '../../sandbox';
import { testCredential } from '../support/engine';
import { useSandbox } from '../support/sandboxed';

const bench = useSandbox();

const CODE = /\b(?:E[A-Z]{4,}|EAI_[A-Z]+|ERR_[A-Z_]+|CERT_[A-Z_]+)\b/;

/** An address of this machine at which nothing listens. */
async function freeAddress(): Promise<string> {
	const server = createServer();
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const { port } = server.address() as AddressInfo;
	await closed(server);
	return `127.0.0.1:${port}`;
}

async function closed(server: Server | Socket): Promise<void> {
	await new Promise((done) => server.close(done));
}

it.each([
	{},
	{ userSecret: 'WHOLE', organizationSecret: '' },
	{ userSecret: '', organizationSecret: 'WHOLE, Element tttt=' },
])('passes with the secrets, however they were pasted: %j', async (given) => {
	const { userSecret, organizationSecret } = bench.sandbox;
	const whole = `User ${userSecret}, Organization ${organizationSecret}`;
	const pasted = Object.fromEntries(
		Object.entries(given).map(([field, text]) => [field, text.replace('WHOLE', whole)]),
	);
	expect(await testCredential(bench.credential(pasted))).toEqual({
		status: 'OK',
		message: 'Connection successful!',
	});
	expect(bench.calls()).toEqual(['GET /organizations/me']);
	expect(bench.sandbox.requests[0].headers.authorization).toBe(whole);
});

it('names everything that is wrong with the credential, and sends nothing', async () => {
	const { status, message } = await testCredential(
		bench.credential({ userSecret: 'a,b', organizationSecret: '' }),
	);
	expect(status).toBe('Error');
	expect(message).toContain('User Secret holds a comma; Organization Secret is empty');
	expect(bench.calls()).toEqual([]);
});

it('sends nothing to a host that the credential does not allow', async () => {
	const { status, message } = await testCredential(
		bench.credential({ allowedHttpRequestDomains: 'domains', allowedDomains: 'example.com' }),
	);
	expect(status).toBe('Error');
	expect(message).toContain('does not allow requests to 127.0.0.1');
	expect(bench.calls()).toEqual([]);
});

it.each<[string, Fault, string]>([
	['401', { kind: 'unauthorized' }, 'did not accept the secrets: check User Secret'],
	['404', { kind: 'status', status: 404 }, 'check Environment and Base URL'],
	['503', { kind: 'status', status: 503, message: 'Closed today' }, 'Closed today'],
	["a proxy's page", { kind: 'notJson' }, 'no readable answer'],
	['a connection that breaks off', { kind: 'drop' }, 'broke off'],
])('says in words what %s means', async (_, fault, words) => {
	bench.sandbox.addFault({ fault });
	const { status, message } = await testCredential(bench.credential());
	expect(status).toBe('Error');
	expect(message).toContain(words);
	expect(message).not.toMatch(CODE);
	expect(message).not.toContain(bench.sandbox.userSecret);
	expect(bench.calls()).toHaveLength(1);
});

it('goes to no other host with the secrets', async () => {
	let calls = 0;
	const other = createServer((_, response) => {
		calls++;
		response.end('{}');
	});
	await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
	const { port } = other.address() as AddressInfo;
	const pointer = createServer((_, response) => {
		response.writeHead(302, { location: `http://localhost:${port}/` }).end();
	});
	await new Promise<void>((done) => pointer.listen(0, '127.0.0.1', done));
	const baseUrl = `http://127.0.0.1:${(pointer.address() as AddressInfo).port}`;
	const { status, message } = await testCredential(bench.credential({ baseUrl }));
	await Promise.all([closed(other), closed(pointer)]);
	expect({ status, calls }).toEqual({ status: 'Error', calls: 0 });
	expect(message).toContain('points to another address');
});

describe('A host that cannot be reached', () => {
	it.each([
		['refused', async () => await freeAddress(), 'nothing takes calls at 127.0.0.1:'],
		['of no such name', async () => 'nobody.localhost.invalid', 'nobody.localhost.invalid'],
	])(
		'is told in words in the test, in the node and in Check Connection: %s',
		async (_, at, words) => {
			const host = await at();
			const scheme = host.startsWith('127.') ? 'http' : 'https';
			const credential = bench.credential({ baseUrl: `${scheme}://${host}` });
			const tested = await testCredential(credential);
			expect(tested.status).toBe('Error');
			const list = { operation: 'getAll', options: { maxAttempts: 1 } };
			const { error } = await bench.run({ credential, parameters: list });
			const instanceId = { __rl: true, mode: 'id', value: 1 };
			const check = { operation: 'check', instanceId, options: { maxAttempts: 1 } };
			const { json } = await bench.run({ credential, parameters: check });
			const texts = [tested.message, `${error?.message} ${error?.description}`, json[0].message];
			for (const text of texts) {
				expect(text).toContain('Cloud Elements could not be reached');
				expect(text).toContain(words);
				expect(text).not.toMatch(CODE);
			}
		},
	);

	it('that speaks no https is told in words', async () => {
		const plain = createSocket((socket) => {
			// A connection that ends without a word would be another fault.
			socket.on('error', () => undefined);
			socket.once('data', () =>
				socket.end('HTTP/1.1 400 Bad Request\r\n\r\n', () => socket.destroy()),
			);
		});
		await new Promise<void>((done) => plain.listen(0, '127.0.0.1', done));
		const baseUrl = `https://127.0.0.1:${(plain.address() as AddressInfo).port}`;
		const { message } = await testCredential(bench.credential({ baseUrl }));
		await closed(plain);
		expect(message).toContain('no encrypted connection to 127.0.0.1:');
		expect(message).not.toMatch(CODE);
	});
});

it('says of a gateway that it took the secrets, that it did not, or that there is none', async () => {
	const ofGateway = (changes = {}) => bench.credential({ environment: 'gateway', ...changes });
	expect(await testCredential(ofGateway())).toMatchObject({ status: 'OK' });
	const refused = await testCredential(ofGateway({ userSecret: 'another' }));
	expect(refused.message).toMatch(/^The gateway did not accept the secrets: .*user-secret/);
	bench.sandbox.addFault({ fault: { kind: 'status', status: 404 } });
	const absent = await testCredential(ofGateway());
	expect(absent.message).toMatch(/^No gateway at this address/);
	bench.sandbox.addFault({ fault: { kind: 'status', status: 503 } });
	const down = await testCredential(ofGateway());
	for (const { message } of [refused, absent, down])
		expect(message).not.toContain('Cloud Elements');
});
