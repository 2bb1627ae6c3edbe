/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { everythingShown } from '../support/sandboxed';
import { CALLS, INSTANCE_ID, SECRETS, TOKEN, useHostileService } from './support/hostileService';

const service = useHostileService();

const visits: string[] = [];
let elsewhere: string;
const otherHost = createServer((request, response) => {
	visits.push(`${request.method} ${request.url} ${request.headers.authorization}`);
	response.end('{"id":1,"token":"t"}');
});
beforeAll(async () => {
	await new Promise<void>((resolve) => {
		otherHost.listen(0, '127.0.0.1', resolve);
	});
	elsewhere = `http://127.0.0.1:${(otherHost.address() as AddressInfo).port}`;
});
afterAll(() => otherHost.close());

const HIDDEN = [...Object.values(SECRETS), TOKEN];
const throughInstance = Object.entries(CALLS).filter(([, { resource }]) => resource);

/** What a careless service or proxy says about a request that it did not like. */
const ECHO = `No ${HIDDEN.join(' and ')} (${HIDDEN.map(encodeURIComponent).join(' ')}) in Authorization`;

describe.each(throughInstance)('%s', (_name, parameters) => {
	it.each([400, 401, 403, 404, 409, 500])(
		'shows no secret and no token that the service repeats with status %d',
		async (status) => {
			service.answer = {
				status,
				headers: { 'elements-request-id': TOKEN },
				body: { message: ECHO, providerMessage: ECHO, requestId: SECRETS.userSecret },
			};
			const shown = everythingShown(await service.run(parameters));
			const parts = [...HIDDEN, ...HIDDEN.map(encodeURIComponent)];
			expect(parts.filter((part) => shown.includes(part))).toEqual([]);
			expect(service.requests.length).toBeGreaterThan(0);
		},
	);

	it.each([301, 302, 303, 307, 308])('follows no redirect (%d) to another host', async (status) => {
		service.answer = { status, headers: { location: `${elsewhere}/instances/1` }, body: '' };
		const { error, json } = await service.run(parameters);
		expect(JSON.stringify(error ?? json)).toMatch(
			new RegExp(`another address|HTTP status: ${status}`),
		);
		const asked = service.requests.filter(({ url }) => !url.endsWith(`/${INSTANCE_ID}`));
		expect(asked.length).toBeGreaterThan(0);
		expect(visits).toEqual([]);
	});
});
