/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { inspect } from 'node:util';

import type { ILoadOptionsFunctions, INodeParameters } from 'n8n-workflow';

import { captureLog, openEditor } from '../../support/engine';
import { loadNode } from '../../support/builtPackage';
import { byId, byName, everythingShown } from '../../support/sandboxed';
import { useAnotherHost } from './support/anotherHost';
import {
	CALLS,
	echo,
	formsOf,
	INSTANCE_ID,
	FORMER_KEY,
	SECRETS,
	TOKEN,
	useHostileService,
	type HostileAnswer,
} from './support/hostileService';

const service = useHostileService();
const elsewhere = useAnotherHost();

const REFUSALS = [400, 401, 403, 404, 409, 500];
const REDIRECTS = [301, 302, 303, 307, 308];

/** All calls, and those that find something in the list first. Of tokens only what is asked for goes into the output. */
const ALL_CALLS = Object.entries({
	...CALLS,
	'instance upsert of one that is there': {
		operation: 'upsert',
		name: 'Store 12',
		appName: 'B',
		hostIp: 'c',
	},
	'instance update with a new connection': {
		operation: 'update',
		instanceId: byId(INSTANCE_ID),
		updateFields: { appName: 'New' },
	},
	'instance upsert that only plans': {
		operation: 'upsert',
		name: 'Store 12',
		appName: 'New',
		hostIp: 'c',
		planOnly: true,
	},
	'instance delete by name': { operation: 'delete', instanceId: byName('Store 12') },
	'customer get by the name of the instance': {
		...CALLS['customer get'],
		instanceId: byName('Store 12'),
	},
} as Record<string, INodeParameters>).map(([name, parameters]): [string, INodeParameters] => [
	name,
	{ ...parameters, ...(parameters.resource ? {} : { options: { includeTokens: false } }) },
]);

/**
 * Does something again and again, each time with one more request that is answered well before all others are
 * answered in the given way. Out: what came of it each time.
 */
async function failingAtEach<T>(answer: () => HostileAnswer, act: () => Promise<T>): Promise<T[]> {
	const results: T[] = [];
	for (let good = 0; ; good++) {
		service.requests.length = 0;
		service.hidden = new Set(Object.values(SECRETS));
		service.answer = () => (service.requests.length > good ? answer() : undefined);
		const result = await act();
		if (service.requests.length <= good) return results;
		results.push(result);
	}
}

/**
 * What came of it where the service repeats all secrets that it was sent or gave.
 * In: what does it and gives all that it shows, where nothing hidden is found.
 */
async function echoing(status: number, act: () => Promise<string>): Promise<string[]> {
	const shown = await failingAtEach(
		() => echo(status, service.hidden),
		async () => {
			const text = await act();
			expect(formsOf(service.hidden).filter((part) => text.includes(part))).toEqual([]);
			return text;
		},
	);
	// Of a 404 not everything is shown: it may say that there is nothing.
	if (shown.length > 0 && status !== 404) expect(shown.join()).toContain('No ********');
	return shown;
}

/** Calls with which each status is tried. What is hidden depends on the call, how it is told on the status. */
const WITH_EACH_STATUS = ['instance create', 'instance delete by name', 'customer get'];

const WITH_EACH_STATUS_IN_EDITOR = 'searchInstances';

let turn = 0;

/** All statuses, or one of them, another one from call to call. */
function statusesFor(isEach: boolean, statuses: readonly number[]): number[] {
	return isEach ? [...statuses] : [statuses[turn++ % statuses.length]];
}

describe.each(ALL_CALLS)('%s', (name, parameters) => {
	it.each(statusesFor(WITH_EACH_STATUS.includes(name), REFUSALS))(
		'shows no secret and no token that the service repeats with status %d',
		async (status) => {
			const shown = await echoing(status, async () =>
				everythingShown(await service.run(parameters)),
			);
			expect(shown.length).toBeGreaterThan(0);
		},
	);

	it.each(statusesFor(WITH_EACH_STATUS.includes(name), REDIRECTS))(
		'follows no redirect (%d) to another host',
		async (status) => {
			const [{ error, json }] = await failingAtEach(
				() => elsewhere.redirect(status),
				() => service.run(parameters),
			);
			// Later ones may concern what need not be known.
			expect(JSON.stringify(error ?? json)).toMatch(
				new RegExp(`another address|HTTP status: ${status}`),
			);
			expect(elsewhere.visits).toEqual([]);
		},
	);

	it('names no secret that stands in the host of a redirect', async () => {
		const secret = SECRETS.userSecret;
		const answer = {
			status: 302,
			headers: { location: `https://${secret}.example.com` },
			body: '',
		};
		const results = await failingAtEach(
			() => answer,
			() => service.run(parameters),
		);
		for (const result of results) expect(everythingShown(result)).not.toContain(secret);
	});
});

const OUTPUTS = ALL_CALLS.filter(([, { resource }]) => !resource).flatMap(
	([name, parameters]): Array<[string, boolean, INodeParameters]> =>
		[true, false].map((simplify) => [
			name,
			simplify,
			// The one instance of this service: a new one could not have its ID.
			{
				...parameters,
				...(parameters.operation === 'upsert' ? { name: 'Store 12' } : {}),
				simplify,
			},
		]),
);

describe('Execution data', () => {
	it.each(OUTPUTS)(
		'of %s with Simplify %s holds no token at any depth, and no signature key',
		async (_name, _simplify, parameters) => {
			service.answer = () => undefined;
			const result = await service.run(parameters);
			expect(result.json).toHaveLength(1);
			const shown = everythingShown(result);
			expect(formsOf([TOKEN, FORMER_KEY]).filter((part) => shown.includes(part))).toEqual([]);
		},
	);
});

type EditorMethod = (this: ILoadOptionsFunctions) => Promise<unknown>;

const { listSearch, loadOptions, resourceMapping } = loadNode().methods!;
const EDITOR_METHODS = Object.entries({
	...listSearch,
	...loadOptions,
	...resourceMapping,
}) as Array<[string, EditorMethod]>;
/** Those that tell what the package knows by itself. */
const QUIET = [
	'searchReportTypes',
	'getFilterFields',
	'getRecordFields',
	'getRecordUpdateFields',
	'getClearableFields',
];

describe.each(EDITOR_METHODS)('The editor’s %s', (name, method) => {
	/** Everything that the editor could show of it, and what was logged. */
	async function ask(instanceId: INodeParameters): Promise<string> {
		const resource = name.includes('Object') ? 'otherObject' : 'customer';
		const parameters = { resource, instanceId, objectName: { ...byId(1), value: 'estimates' } };
		const context = openEditor({ credential: service.credential(), parameters });
		const log = captureLog(context.logger, []);
		const outcome: unknown = await method.call(context).catch((error: unknown) => error);
		return [inspect(outcome, { depth: 12 }), JSON.stringify(outcome), ...log].join('\n');
	}

	const isEach = name === WITH_EACH_STATUS_IN_EDITOR;

	it.each(statusesFor(isEach, REFUSALS))(
		'shows nothing secret that the service repeats with status %d',
		async (status) => {
			for (const instanceId of [byId(INSTANCE_ID), byName('Store 12')]) {
				const shown = await echoing(status, () => ask(instanceId));
				expect(shown.length === 0).toBe(QUIET.includes(name));
			}
		},
	);

	it.each(statusesFor(isEach, REDIRECTS))(
		'follows no redirect (%d) to another host',
		async (status) => {
			const shown = await failingAtEach(
				() => elsewhere.redirect(status),
				() => ask(byName('Store 12')),
			);
			for (const text of shown) expect(text).toContain('another address');
			expect(elsewhere.visits).toEqual([]);
		},
	);
});
