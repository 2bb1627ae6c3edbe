/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { METHODS, type MethodName } from '../../../gateway/connector/soap/methods';
import { writeQwc } from '../../../gateway/connector/qwc';
import { ask, answerTo, question, settled } from '../queue/support/queue';
import { envelope, post } from './support/client';
import { connect, first, hcp, makeGateway, type Gateway } from './support/fixture';

const golden = (name: string): string => readFileSync(path.join(__dirname, 'golden', name), 'utf8');

/** What differs from run to run. */
const steady = (text: string): string =>
	text.replace(/\{[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}\}/, '{TICKET}');

const writeCall = (method: MethodName, parameters: Record<string, string>): string =>
	envelope(
		`<${method} xmlns="http://developer.intuit.com/">${Object.entries(parameters)
			.map(
				([name, value]) =>
					`<${name}>${value.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</${name}>`,
			)
			.join('')}</${method}>`,
	);

/** What each method is asked in a session with one write, in the order of the calls. */
const SESSION: ReadonlyArray<[MethodName, Record<string, string>]> = [
	['serverVersion', {}],
	['clientVersion', { strVersion: '34.0.10026.84' }],
	['authenticate', { strUserName: 'user-a', strPassword: 'PASSWORD' }],
	['sendRequestXML', { ticket: 'TICKET', ...first() }],
	['receiveResponseXML', { ticket: 'TICKET', response: answerTo('r1'), hresult: '', message: '' }],
	['getLastError', { ticket: 'TICKET' }],
	['getServerVersion', { ticket: 'TICKET' }],
	['getInteractiveURL', { wcTicket: 'TICKET', sessionID: 's' }],
	['interactiveDone', { wcTicket: 'TICKET' }],
	['interactiveRejected', { wcTicket: 'TICKET', reason: 'no' }],
	['connectionError', { ticket: 'TICKET', hresult: '0x80040414', message: 'A dialog.' }],
	['closeConnection', { ticket: 'TICKET' }],
];

describe('Byte for byte', () => {
	let gateway: Gateway;

	beforeAll(async () => {
		gateway = await makeGateway();
		await connect(gateway, 'a', first(hcp()));
		const a = (await gateway.store.findInstance({ username: 'user-a' }))!;
		ask(gateway.companies.of(a).queue, question('r1', 'read'));
		await settled();
	});

	afterAll(async () => await gateway.close());

	const life = { ticket: '' };

	it('has a file for every method', () => {
		expect(SESSION.map(([method]) => method).sort()).toEqual(Object.keys(METHODS).sort());
	});

	it.each(SESSION)('the answer to %s', async (method, parameters) => {
		const known: Record<string, string> = {
			TICKET: life.ticket,
			PASSWORD: gateway.passwordOf('a')!,
		};
		const given = Object.entries(parameters).map(([name, value]) => [name, known[value] ?? value]);
		const text = await post(
			gateway.app,
			writeCall(method, Object.fromEntries(given) as Record<string, string>),
		);
		life.ticket ||= /<string>(\{[^<]*\})<\/string>/.exec(text)?.[1] ?? '';
		expect(steady(text)).toBe(golden(`${method}.xml`));
	});

	it.each([
		['without work', 'authenticate.none.xml', undefined],
		['with a wrong password', 'authenticate.nvu.xml', 'wrong'],
	])('the answer to a log-in %s', async (_what, file, password) => {
		const strPassword = password ?? gateway.passwordOf('a')!;
		const text = await post(
			gateway.app,
			writeCall('authenticate', { strUserName: 'user-a', strPassword }),
		);
		expect(steady(text)).toBe(golden(file));
	});

	it('a fault', async () => {
		expect(await post(gateway.app, envelope('<dropAll/>'))).toBe(golden('fault.xml'));
	});

	it('the description of the service', async () => {
		const { body } = await gateway.app.inject({ method: 'GET', url: '/qbwc?wsdl' });
		expect(body).toBe(golden('service.wsdl'));
	});

	it('the file for the Web Connector', () => {
		const application = {
			name: 'Smith & Sons',
			description: 'Lets n8n work with the books of Smith & Sons',
			url: 'https://books.example.com/qbwc',
			userName: 'store-12',
			ownerId: '{7b0c9a52-4f1e-4d0b-9a3e-2c5d6e8f1a40}',
			fileId: '{0b1f5d2c-1f7e-4b43-9c5f-0e6c1f8a7b11}',
			uniqueName: 'QuickBooks Enterprise Gateway store-12',
			intervalSeconds: 5,
		};
		expect(writeQwc(application)).toBe(golden('application.qwc'));
	});
});
