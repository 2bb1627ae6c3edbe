import type { IDataObject } from 'n8n-workflow';

import { useSandbox } from '../../support/sandboxed';
import { CONTINUE, writesOf } from '../reconcile/support/fleet';
import { eachInstance, useOtherService } from '../reconcile/support/otherService';

const bench = useSandbox();
const service = useOtherService(bench);

const { run } = service;

const dropPost = () =>
	bench.sandbox.addFault({ method: 'POST', times: 1, fault: { kind: 'drop', when: 'after' } });

/** How a service may keep an address or an application name: as the same one, or in a form that nobody foresees. */
const CONNECTIONS: Array<[string, 'app.name' | 'host.ip', (given: string) => string, boolean]> = [
	['its host in lower case', 'host.ip', (host) => host.toLowerCase(), true],
	['its host in capitals', 'host.ip', (host) => host.toUpperCase(), true],
	['a slash behind its host', 'host.ip', (host) => `${host}/`, true],
	['the usual port behind its host', 'host.ip', (host) => `${host}:443`, true],
	['its host without a scheme', 'host.ip', (host) => host.replace('https://', ''), false],
	['its host cut off late', 'host.ip', (host) => host.slice(0, -4), false],
	['its host cut off early', 'host.ip', (host) => host.slice(0, 14), false],
	['another host', 'host.ip', () => '10.0.0.7', false],
	['its application in capitals', 'app.name', (app) => app.toUpperCase(), false],
	['its application cut off', 'app.name', (app) => app.slice(0, 14), false],
];

describe.each(CONNECTIONS)('A connection that is kept with %s', (_how, key, form, isSame) => {
	const items = [{ name: 'Store', host: 'https://4711.G2C.example.com' }];
	beforeEach(() => {
		service.rewrite = eachInstance(({ configuration, ...instance }) => {
			const settings = configuration as IDataObject;
			return { ...instance, configuration: { ...settings, [key]: form(String(settings[key])) } };
		});
	});

	it.each(['create', 'upsert'])(
		'makes no second one after a lost answer: %s',
		async (operation) => {
			dropPost();
			const { json, outputs } = await run(items, { operation }, CONTINUE);
			if (isSame) expect(json).toMatchObject([{ id: 1001, recovered: true }]);
			else expect(outputs[0][0].error?.description).toContain('It may be one of these: 1001');
			expect(writesOf(bench.sandbox)).toEqual(['POST /instances']);
		},
	);

	it('is no reason for a second write', async () => {
		const first = await run(items);
		expect(first.json[0].notApplied ?? []).toEqual(isSame ? [] : [key]);
		const second = await run(items);
		expect(second.json).toMatchObject([{ id: 1001, outcome: 'unchanged' }]);
		expect(writesOf(bench.sandbox)).toEqual(['POST /instances']);
	});
});

it('A new connection is written, however like the old one it is', async () => {
	for (const host of [
		'http://4711.example.com/a',
		'http://4711.example.com/A',
		'https://4711.example.com/A',
	]) {
		const { json } = await run([{ name: 'Store', host }]);
		expect(json[0].notApplied).toBeUndefined();
		expect(bench.sandbox.instances[0].configuration['host.ip']).toBe(host);
	}
});
