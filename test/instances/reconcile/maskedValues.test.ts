import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { byId, useSandbox } from '../../support/sandboxed';
import { CONTINUE, sentBy, standing, stores, upsertFields, writesOf } from './support/fleet';
import { eachInstance, useOtherService } from './support/otherService';

const bench = useSandbox();
const service = useOtherService(bench);
const SIGNATURE = 'event.notification.signature.key';
const MASK = '********';

const run = async (parameters: INodeParameters, more: object = {}) =>
	await bench.run({ parameters, credential: service.credential(), ...more });

const asJson = (operation: string, body: unknown): INodeParameters => ({
	operation,
	specifyInstance: 'json',
	instanceJson: JSON.stringify(body),
});

const sent = () => bench.sandbox.requests.map(({ rawBody }) => rawBody).join('\n');
const keyOf = (index = 0) => bench.sandbox.instances[index].configuration[SIGNATURE];

/** What a service may show in place of a secret. */
const MASKS = [MASK, '***', '*****', '••••••••'];

describe.each(MASKS)('What was read and is shown as %s', (mask) => {
	/** The instance as Get gives it in full. */
	const read = async (): Promise<IDataObject> => {
		bench.sandbox.addInstance(
			standing('Store', { configuration: { [SIGNATURE]: 'the-real-signature-key' } }),
		);
		service.rewrite = eachInstance((instance) => ({
			...instance,
			configuration: { ...(instance.configuration as object), [SIGNATURE]: mask },
		}));
		const { json } = await run({ operation: 'get', instanceId: byId(1001), simplify: false });
		bench.sandbox.requests.length = 0;
		return json[0];
	};

	it('is no reason to write, and never sent', async () => {
		const shown = await read();
		const same = await run(asJson('upsert', shown));
		expect(same.json).toMatchObject([{ outcome: 'unchanged' }]);
		expect(same.json[0].notCompared).toContain(SIGNATURE);
		expect(writesOf(bench.sandbox)).toEqual([]);

		const changed = await run(asJson('upsert', { ...shown, tags: ['west'] }));
		expect(changed.json).toMatchObject([{ outcome: 'updated' }]);
		expect(changed.json[0].notCompared).toContain(SIGNATURE);
		const moved = {
			...shown,
			configuration: { ...(shown.configuration as object), 'host.ip': 'https://new.example.com' },
		};
		expect((await run(asJson('upsert', moved))).json).toMatchObject([{ outcome: 'updated' }]);
		expect(writesOf(bench.sandbox)).toEqual(['PATCH /instances/1001', 'PUT /instances/1001']);
		expect(sent()).not.toContain(mask);
		expect(keyOf()).toBe('the-real-signature-key');
	});

	it('is refused by Create, and makes no new instance by Create or Update', async () => {
		const shown = await read();
		const created = await run(asJson('create', { ...shown, name: 'Another' }));
		expect(created.error?.message).toContain(`${SIGNATURE} is masked: give the value itself`);
		expect(bench.sandbox.requests).toEqual([]);

		const { outputs } = await run(asJson('upsert', { ...shown, name: 'Another' }));
		expect(outputs[0][0].json).toMatchObject({ outcome: 'created' });
		expect(outputs[0][0].json.notCompared).toContain(SIGNATURE);
		expect(sent()).not.toContain(mask);
	});

	it('is left as it is by Update', async () => {
		const shown = await read();
		const [{ value }] = [{ value: (shown.configuration as IDataObject)[SIGNATURE] }];
		const update = (updateFields: INodeParameters) =>
			run({ operation: 'update', instanceId: byId(1001), updateFields });
		const signatureKey = String(value);
		const alone = await update({ events: { signatureKey } });
		expect(alone.error?.message).toContain(`only masked values were given (${SIGNATURE})`);
		const { json } = await update({ events: { signatureKey }, tags: 'west' });
		expect(json).toMatchObject([{ tags: ['west'], notCompared: [SIGNATURE] }]);
		expect(sent()).not.toContain(mask);
		expect(keyOf()).toBe('the-real-signature-key');
	});
});

it.each([
	['name', { name: MASK }],
	['app.name', { appName: MASK }],
	['host.ip', { hostIp: MASK }],
	['tags', { tags: `west, ${MASK}` }],
	[
		'a further setting',
		{ additionalFields: { configuration: { values: [{ key: 'password', value: MASK }] } } },
	],
	['the signature key', { additionalFields: { events: { signatureKey: MASK } } }],
])('A masked %s is refused by Create before any request', async (_what, changes) => {
	const parameters = upsertFields({ operation: 'create', ...(changes as INodeParameters) });
	const { error } = await run(parameters, { items: stores('Store') });
	expect(error?.message).toContain('is masked: give the value itself');
	expect(bench.sandbox.requests).toEqual([]);
});

it.each([
	['app.name', { appName: MASK }],
	['host.ip', { hostIp: MASK }],
])(
	'A masked %s is kept where the instance is there, and refused where it is not',
	async (key, changes) => {
		bench.sandbox.addInstance(standing('There'));
		const { json, outputs } = await run(upsertFields({ ...changes, tags: 'west' }), {
			items: stores('There', 'New'),
			...CONTINUE,
		});
		expect(json[0]).toMatchObject({ outcome: 'updated', notCompared: [key] });
		expect(outputs[0][1].error?.message).toContain(key);
		expect(sentBy(bench.sandbox, 'POST')).toEqual([]);
		expect(sent()).not.toContain(MASK);
	},
);
