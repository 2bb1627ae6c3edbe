import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Fault } from '../../../sandbox';
import { byId, useSandbox } from '../../support/sandboxed';
import { sentBy, standing, stores, upsertFields, writesOf } from './support/fleet';
import { eachInstance, useOtherService } from './support/otherService';

const bench = useSandbox();
const service = useOtherService(bench);

const run = async (parameters: INodeParameters, items?: IDataObject[]) =>
	await bench.run({ parameters, credential: service.credential(), ...(items ? { items } : {}) });
const upsert = async (changes: INodeParameters = {}) =>
	await run(upsertFields({ tags: 'west', ...changes }), stores('Store'));
const onInstance = async (operation: string, more: INodeParameters = {}) =>
	await run({ operation, instanceId: byId(1001), ...more });
const hintsOf = ({ hints }: { hints: Array<{ message: string }> }) =>
	hints.map(({ message }) => message).join('\n');
const patches = () => sentBy(bench.sandbox, 'PATCH').length;

/** A PATCH that is answered with success and does nothing. */
const ignoreWrites = () =>
	(service.redirect = (request) =>
		['PATCH', 'PUT'].includes(request.method) ? { ...request, text: '{}' } : request);

const NOT_DONE: Array<[string, () => void]> = [
	[
		'an error in its body',
		() => {
			bench.sandbox.addFault({ method: 'PATCH', times: 1, fault: { kind: 'errorIn200' } });
		},
	],
	[
		'a header that says what was ignored',
		() => {
			let writes = 0;
			service.redirect = (request) =>
				request.method === 'PATCH' && ++writes === 1 ? { ...request, text: '{}' } : request;
			service.rewrite = (body, method, _path, { headers }) => {
				if (method === 'PATCH' && writes === 1) headers['elements-error'] = 'tags ignored';
				return body;
			};
		},
	],
	[
		'text',
		() => {
			let writes = 0;
			service.redirect = (request) =>
				request.method === 'PATCH' && ++writes === 1 ? { ...request, text: '{}' } : request;
			service.rewrite = (body, method) => (method === 'PATCH' && writes === 1 ? 'Not now' : body);
		},
	],
	[
		'a list of errors',
		() => {
			let writes = 0;
			service.redirect = (request) =>
				request.method === 'PATCH' && ++writes === 1 ? { ...request, text: '{}' } : request;
			service.rewrite = (body, method) =>
				method === 'PATCH' && writes === 1 ? { errors: [{ code: 500 }] } : body;
		},
	],
];

/** Bodies that a success may have beside the instance as it is now. */
const BODIES: Array<[string, (instance: IDataObject) => unknown]> = [
	['its ID alone', ({ id }) => ({ id })],
	['its ID and a message', ({ id }) => ({ id, message: 'Not done' })],
	['its ID and name', ({ id, name }) => ({ id, name })],
	['an ID of an error', () => ({ id: 'a1b2', message: 'Not done' })],
	['the instance as it was', (instance) => instance],
	['the instance and an error', (instance) => ({ ...instance, error: 'Not done' })],
	['the instance in a list', (instance) => [instance]],
	['false', () => false],
];

const WRITES = ['PATCH', 'PUT', 'DELETE'];

/** Writes have no effect and are answered with success. */
const answerWritesWith = (body: (instance: IDataObject) => unknown) => {
	service.redirect = (request) =>
		WRITES.includes(request.method)
			? { method: 'GET', text: '', url: request.url.replace('/enabled', '') }
			: request;
	service.rewrite = (given, method) =>
		WRITES.includes(method) ? body(given as IDataObject) : given;
};

describe.each(BODIES)('A write without effect, answered by 200 and %s', (_what, body) => {
	beforeEach(() => {
		bench.sandbox.addInstance(standing('Store'));
		answerWritesWith(body);
	});

	it('is no update', async () => {
		const tags = `west ${String(_what)}`;
		const { json } = await upsert({ tags, additionalFields: { filterResponseNulls: false } });
		expect(json).toMatchObject([
			{ outcome: 'unchanged', changes: [], notApplied: ['tags', 'filter.response.nulls'] },
		]);
		const updated = await onInstance('update', { updateFields: { tags } });
		expect(updated.json).toMatchObject([{ name: 'Store', tags: ['Store'], notApplied: ['tags'] }]);
	});

	it.each([
		['delete', 'is still there: it was not deleted'],
		['disable', 'is still enabled'],
		['enable', 'is still disabled'],
	])('does not %s', async (operation, message) => {
		bench.sandbox.instances[0].disabled = operation === 'enable';
		const { error, json } = await onInstance(operation);
		expect(json).toEqual([]);
		expect(error?.message).toBe(`Instance 1001 ${message}`);
	});
});

it.each(['create', 'upsert'])('An error that has an ID is no instance, %s', async (operation) => {
	service.rewrite = (body, method) =>
		method === 'POST' ? { id: 'a1b2', message: 'Not done' } : body;
	bench.sandbox.addFault({ method: 'POST', fault: { kind: 'listedLate', delayMs: 60_000 } });
	const { error } = await run(upsertFields({ operation }), stores('New'));
	expect(error?.message).toContain("Outcome unknown: look for an instance named 'New'");
	expect(error?.description).not.toContain('Created:');
	expect(sentBy(bench.sandbox, 'POST')).toHaveLength(1);
});

it.each(['create', 'upsert'])(
	'An ID alone names the instance that was made, %s',
	async (operation) => {
		service.rewrite = (body, method) =>
			method === 'POST' ? { id: (body as IDataObject).id } : body;
		const { json } = await run(upsertFields({ operation, tags: 'west' }), stores('New'));
		expect(json).toMatchObject([{ id: 1001, name: 'New', tags: ['west'] }]);
		expect(json[0].recovered).toBeUndefined();
	},
);

describe.each(NOT_DONE)(
	'A write that changed nothing, answered by 200 and %s',
	(_what, prepare) => {
		beforeEach(() => {
			bench.sandbox.addInstance(standing('Store'));
			prepare();
		});

		it('is no update, is named, and is written again by the next run', async () => {
			const first = await upsert();
			expect(first.json).toMatchObject([
				{ outcome: 'unchanged', changes: [], notApplied: ['tags'], tags: ['Store'] },
			]);
			expect(hintsOf(first)).toContain("Instance 'Store' (ID 1001) is not all that was asked for");

			const second = await upsert();
			expect(second.json).toMatchObject([{ outcome: 'updated', tags: ['west'] }]);
			expect(second.json[0].notApplied).toBeUndefined();
			expect(patches()).toBe(2);
		});

		it('is named by Update', async () => {
			const first = await onInstance('update', { updateFields: { tags: 'west' } });
			expect(first.json).toMatchObject([{ tags: ['Store'], notApplied: ['tags'] }]);
			expect(hintsOf(first)).toContain('is not all that was asked for');
			const second = await onInstance('update', { updateFields: { tags: 'west' } });
			expect(second.json).toMatchObject([{ tags: ['west'] }]);
			expect(second.json[0].notApplied).toBeUndefined();
		});
	},
);

describe('What a plain success did not keep', () => {
	const KEY = 'custom.note';
	const withKey = (value: string) => ({
		additionalFields: { configuration: { values: [{ key: KEY, value }] } },
	});
	/** How a service may keep a setting. */
	const keepAs = (keep: (value: unknown) => unknown) => {
		service.rewrite = eachInstance((instance) => {
			const { [KEY]: value, ...rest } = instance.configuration as IDataObject;
			const kept = keep(value);
			return { ...instance, configuration: kept === undefined ? rest : { ...rest, [KEY]: kept } };
		});
	};

	it.each<[string, (value: unknown) => unknown]>([
		['dropped', () => undefined],
		['emptied', () => null],
		['cut off', (value) => String(value ?? '').slice(0, 4)],
		[
			'put in other words',
			(value) => (value === undefined ? undefined : `noted: ${String(value)}`),
		],
	])('a key that is %s is named and written once', async (how, keep) => {
		keepAs(keep);
		const first = await upsert({ tags: '', ...withKey(`a long note, ${how}`) });
		expect(first.json).toMatchObject([{ outcome: 'created', notApplied: [KEY] }]);
		for (let round = 0; round < 2; round++) {
			const { json } = await upsert({ tags: '', ...withKey(`a long note, ${how}`) });
			expect(json).toMatchObject([{ outcome: 'unchanged', notApplied: [KEY] }]);
		}
		expect(writesOf(bench.sandbox)).toEqual(['POST /instances']);

		const other = await upsert({ tags: '', ...withKey(`another note, ${how}`) });
		expect(other.json).toMatchObject([{ notApplied: [KEY] }]);
		expect(patches()).toBe(1);
	});

	it.each<[string, (value: unknown) => unknown]>([
		['trimmed', (value) => String(value ?? '').trim()],
		['with single spaces', (value) => String(value ?? '').replace(/\s+/g, ' ')],
		['escaped', (value) => String(value ?? '').replace(/&/g, '&amp;')],
		['in Unicode form D', (value) => String(value ?? '').normalize('NFD')],
	])('a value that is kept %s is what was asked for', async (_how, keep) => {
		keepAs(keep);
		const note = '  Café  &  Bar ';
		const first = await upsert({ tags: '', ...withKey(note) });
		expect(first.json[0]).toMatchObject({ outcome: 'created' });
		expect(first.json[0].notApplied).toBeUndefined();
		const second = await upsert({ tags: '', ...withKey(note) });
		expect(second.json).toMatchObject([{ outcome: 'unchanged' }]);
		expect(second.json[0].notApplied).toBeUndefined();
		expect(writesOf(bench.sandbox)).toEqual(['POST /instances']);
	});

	it.each([
		['a setting', { additionalFields: { filterResponseNulls: false } }, 'filter.response.nulls'],
		['tags', { tags: 'west' }, 'tags'],
		['a host', { hostIp: 'https://new.example.com' }, 'host.ip'],
		['an application', { appName: 'Another' }, 'app.name'],
	])(
		'%s that a write leaves as it was is named and not written again',
		async (_what, changes, field) => {
			bench.sandbox.addInstance(
				standing('Store', { configuration: { 'filter.response.nulls': 'true' } }),
			);
			ignoreWrites();
			const first = await upsert({ tags: '', ...(changes as INodeParameters) });
			expect(first.json).toMatchObject([{ outcome: 'unchanged', notApplied: [field] }]);
			const writes = writesOf(bench.sandbox).length;
			const second = await upsert({ tags: '', ...(changes as INodeParameters) });
			expect(second.json).toMatchObject([{ outcome: 'unchanged', notApplied: [field] }]);
			expect(writesOf(bench.sandbox)).toHaveLength(writes);
		},
	);
});

describe.each<[string, Fault]>([
	['an error in the body', { kind: 'errorIn200' }],
	['no error', { kind: 'emptyBody', when: 'before' }],
])('A success with %s that had no effect', (what, fault) => {
	const lies = (method: string) => bench.sandbox.addFault({ method, fault });
	beforeEach(() => bench.sandbox.addInstance(standing('Store')));

	it.each([
		['delete', 'DELETE', 'Instance 1001 is still there: it was not deleted'],
		['disable', 'DELETE', 'Instance 1001 is still enabled'],
		['enable', 'PUT', 'Instance 1001 is still disabled'],
	])('is no %s', async (operation, method, message) => {
		// An empty success is all that the service says about these: there is nothing to doubt.
		if (what === 'no error') return;
		bench.sandbox.instances[0].disabled = operation === 'enable';
		lies(method);
		const { error, json } = await onInstance(operation);
		expect(json).toEqual([]);
		expect(error?.message).toBe(message);
	});

	it.each(['create', 'upsert'])('makes no instance by %s', async (operation) => {
		lies('POST');
		const { error } = await run(
			upsertFields({ operation, options: { maxAttempts: 1 } }),
			stores('New'),
		);
		expect(error?.message).toContain("Outcome unknown: look for an instance named 'New'");
	});
});

it.each(['create', 'upsert'])(
	'An error in a success that had its effect makes no second one: %s',
	async (operation) => {
		bench.sandbox.addFault({ method: 'POST', fault: { kind: 'errorIn200', when: 'after' } });
		const { json } = await run(upsertFields({ operation }), stores('New'));
		expect(json).toMatchObject([{ id: 1001, recovered: true }]);
		expect(sentBy(bench.sandbox, 'POST')).toHaveLength(1);
	},
);
