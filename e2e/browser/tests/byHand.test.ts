/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { useScene } from '../fixture';
import { takePicture } from '../pictures';
import { browserTest } from '../session';

const STORE = 'Store 12';
const KNOWN = 'Harbour Store';
const APP = 'Cloud Elements Connector';
const HOST = 'https://4711.g2c.cloud-elements.com';

const scene = useScene({
	instances: [
		{ name: KNOWN, tags: ['stores'], configuration: { 'app.name': APP, 'host.ip': HOST } },
	],
});

const tokens = (page: Page): Locator[] =>
	scene.sandbox.instances.map(({ token }) => page.getByText(token));

const writes = () => scene.sandbox.requests.filter(({ method }) => method !== 'GET');

browserTest(
	'Three clicks on Create are told of: the instances of one name are listed',
	scene,
	async ({ page, editor }) => {
		await editor.startWorkflow();
		await editor.addAction('Create QuickBooks Enterprise instance');
		await editor.fill('name', STORE);
		await editor.fill('appName', APP);
		await editor.fill('hostIp', HOST);
		await editor.execute();
		const hint = editor.output.getByText('Instances of this name exist');
		assert.equal(await hint.count(), 0);
		await editor.execute();
		await editor.execute();
		const ids = scene.sandbox.instances
			.filter(({ name }) => name === STORE)
			.map(({ id }) => String(id));
		assert.equal(ids.length, 3);
		await hint.waitFor();
		assert.equal(
			(await hint.innerText()).trim(),
			`Instances of this name exist: ${ids.join(', ')}. 'Create or Update' finds them.`,
		);
		assert.equal((await editor.outputItem()).id, ids[2]);
		await takePicture(page, 'namesakes', { masked: tokens(page) });
	},
);

browserTest(
	'A plan begins with what would be done, and holds no token',
	scene,
	async ({ page, editor }) => {
		await editor.choose('operation', 'Create or Update');
		await editor.fill('name', KNOWN);
		await editor.fill('hostIp', 'https://4712.g2c.cloud-elements.com');
		await editor.flip('planOnly');
		await editor.execute();
		const [names, values] = await editor.outputTable();
		assert.deepEqual(names.slice(0, 2), ['outcome', 'changes']);
		assert.equal(values[0], 'wouldUpdate');
		assert.match(values[1], /host\.ip/);
		assert.deepEqual(writes(), []);
		await takePicture(page, 'plan-only');

		await editor.output.getByTestId('radio-button-json').click();
		await editor.output.getByText('wouldUpdate').waitFor();
		const json = await editor.output.innerText();
		const places = ['outcome', 'changes', 'elementKey'].map((key) => json.indexOf(`"${key}"`));
		assert.ok(places[0] >= 0, json);
		assert.deepEqual(
			places,
			[...places].sort((one, other) => one - other),
		);
		assert.equal(json.includes('"token"'), false);
		const shown = await editor.output.innerHTML();
		for (const { token } of scene.sandbox.instances) assert.equal(shown.includes(token), false);
	},
);

browserTest(
	'What was carried out begins with that, and ends with the token',
	scene,
	async ({ editor }) => {
		await editor.flip('planOnly');
		await editor.execute();
		const [names, values] = await editor.outputTable();
		assert.deepEqual(names.slice(0, 2), ['outcome', 'changes']);
		assert.equal(values[0], 'updated');
		assert.equal(names.filter(Boolean).pop(), 'token');
		assert.equal(writes().length, 1);
	},
);

browserTest(
	'Create or Update says that a name differs from another one in upper and lower case only',
	scene,
	async ({ page, editor }) => {
		await editor.fill('name', KNOWN.toLowerCase());
		await editor.execute();
		const [{ id }] = scene.sandbox.instances;
		await editor.output
			.getByText(
				`'${KNOWN.toLowerCase()}' and '${KNOWN}' (ID ${id}) differ in upper and lower case only`,
			)
			.waitFor();
		assert.equal((await editor.outputItem()).outcome, 'created');
		await takePicture(page, 'case-twins', { masked: tokens(page) });
	},
);
