import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { useSandbox } from '../../support/sandboxed';
import {
	CONTINUE,
	hostOf,
	sentBy,
	standing,
	upsertFields,
	writesOf,
} from '../reconcile/support/fleet';
import { namesAs, useOtherService, type OtherService } from '../reconcile/support/otherService';

const bench = useSandbox();
const service = useOtherService(bench);
/** The same service by another address: this process remembers nothing of it, as after a restart of n8n. */
const afterRestart = useOtherService(bench);

const run = async (
	items: IDataObject[],
	through: OtherService = service,
	changes: INodeParameters = {},
	more: object = {},
) =>
	await bench.run({
		items,
		parameters: upsertFields(changes),
		credential: through.credential(),
		...more,
	});

const showNames = (form: (name: string) => string) => {
	service.rewrite = namesAs(form);
	afterRestart.rewrite = namesAs(form);
};

const outcomes = (json: IDataObject[]) => json.map(({ outcome }) => outcome);
const ids = () => bench.sandbox.instances.map(({ id }) => id);
const NAME = 'Smith & Sons Hardware of Westerville, Ohio';
const item = { name: NAME, host: hostOf('store') };
/** How nobody foresees that a service keeps a name. */
const FORMS: Array<[string, (name: string) => string]> = [
	['cut off, with a number behind it', (name) => `${name.slice(0, 18)}~1`],
	['cut off early', (name) => name.slice(0, 12)],
	['cut off late', (name) => name.slice(0, 30)],
	['in capitals', (name) => name.toUpperCase()],
	['without its signs', (name) => name.replace(/[^\w ]/g, '')],
	['with a word before it', (name) => `Copy of ${name}`],
	['as something else', () => 'Account 77'],
];

describe.each(FORMS)('A name that is kept %s', (_how, form) => {
	beforeEach(() => showNames(form));

	it('is known to later runs by what the answer said, and named by those after a restart', async () => {
		const first = await run([item]);
		expect(first.json).toMatchObject([{ outcome: 'created', notApplied: ['name'] }]);

		const second = await run([item]);
		expect(second.json).toMatchObject([{ id: 1001, outcome: 'unchanged', notApplied: ['name'] }]);
		expect(writesOf(bench.sandbox)).toEqual(['POST /instances']);

		const third = await run([item], afterRestart);
		expect(third.json).toMatchObject([{ id: 1001, removedTwinId: 1002, notApplied: ['name'] }]);
		expect(third.hints.map(({ message }) => message).join('\n')).toContain(
			`keeps the name '${NAME}' as '${form(NAME)}', which this node did not know before. It created an instance to learn it, and removed that again (ID 1002)`,
		);

		bench.sandbox.requests.length = 0;
		const fourth = await run([item], afterRestart);
		expect(fourth.json).toMatchObject([{ id: 1001, outcome: 'unchanged' }]);
		expect(writesOf(bench.sandbox)).toEqual([]);
		expect(ids()).toEqual([1001]);
	});

	it.each(['create', 'upsert'])('is made once though the answer is lost: %s', async (operation) => {
		bench.sandbox.addFault({ method: 'POST', fault: { kind: 'drop', when: 'after' } });
		const { json, error } = await run([item], service, { operation });
		expect(sentBy(bench.sandbox, 'POST')).toHaveLength(1);
		if (error) expect(error.description).toContain('1001');
		else expect(json).toMatchObject([{ id: 1001, recovered: true }]);
	});
});

describe('Names that are cut to the same one', () => {
	const items = ['North', 'South', 'West'].map((where) => ({
		name: `Smith & Sons Hardware, ${where}`,
		host: hostOf(where),
	}));
	const hosts = () => bench.sandbox.instances.map(({ configuration }) => configuration['host.ip']);
	beforeEach(() => showNames((name) => name.slice(0, 10)));

	it.each([
		['this process', service],
		['another one', afterRestart],
	])('are told apart by their connections, known to %s', async (_which, later) => {
		const first = await run(items.slice(0, 2), service, { options: { concurrency: 1 } });
		expect(outcomes(first.json)).toEqual(['created', 'created']);
		expect(first.json.flatMap(({ duplicateIds }) => duplicateIds ?? [])).toEqual([]);

		const second = await run(items, later);
		expect(second.json.map(({ id }) => id).slice(0, 2)).toEqual([1001, 1002]);
		expect(outcomes(second.json)).toEqual(['unchanged', 'unchanged', 'created']);
		expect(hosts()).toEqual(items.map(({ host }) => host));
		expect(sentBy(bench.sandbox, 'PUT')).toEqual([]);
	});

	it('and where several connect alike none is taken, made or removed', async () => {
		await run(items.slice(0, 1));
		bench.sandbox.addInstance(standing('North', { name: items[0].name }));
		const { outputs } = await run(items.slice(0, 1), service, {}, CONTINUE);
		expect(outputs[0][0].error?.message).toContain('2 instances match');
		expect(ids()).toEqual([1001, 1002]);
	});
});
