/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import type { StoredInstance } from '../../../sandbox';
import { useScene } from '../fixture';
import { takePicture } from '../pictures';
import { browserTest } from '../session';

const CREATE_INSTANCE = 'Create QuickBooks Enterprise instance';
const STORE = 'Riverside Store';

const scene = useScene();

function created(): StoredInstance {
	const instance = scene.sandbox.instances.find(({ name }) => name === STORE);
	assert.ok(instance);
	return instance;
}

/** Whatever shows the Element token: in the output, and as input of a later node. */
const tokens = (page: Page): Locator[] =>
	scene.sandbox.instances.map(({ token }) => page.getByText(token));

/** What was sent to make records, with where it was sent. */
const made = () =>
	scene.sandbox.requests
		.filter(({ method }) => method === 'POST')
		.map(({ path, json }) => {
			const body = { ...(json as Record<string, unknown>) };
			// The node makes it.
			delete body.ExternalGUID;
			return { path, body };
		});

browserTest(
	'A line is drawn from the trigger to a free place, and the instance is created there',
	scene,
	async ({ page, editor }) => {
		await editor.startWorkflow();
		const trigger = page.getByTestId('canvas-node');
		const name = String(await trigger.getAttribute('data-node-name'));
		const place = { x: 640, y: 640 };
		await editor.drawLineToAction(name, place, CREATE_INSTANCE);
		await editor.fill('name', STORE);
		await editor.fill('appName', 'Cloud Elements Connector');
		await editor.fill('hostIp', 'https://4712.g2c.cloud-elements.com');
		await editor.execute();
		assert.equal((await editor.outputItem()).id, String(created().id));
		await editor.closeNode();

		const box = await editor.canvasNode(CREATE_INSTANCE).boundingBox();
		assert.ok(box);
		assert.ok(
			Math.abs(box.x - place.x) < 60 && Math.abs(box.y + box.height / 2 - place.y) < 60,
			JSON.stringify(box),
		);
		await page
			.locator(`[data-test-id="edge"][data-target-node-name="${CREATE_INSTANCE}"]`)
			.waitFor({ state: 'attached' });
	},
);

browserTest('The node is dragged somewhere else on the canvas', scene, async ({ editor }) => {
	const before = await editor.canvasNode(CREATE_INSTANCE).boundingBox();
	await editor.moveNode(CREATE_INSTANCE, { x: 960, y: 462 });
	const moved = await editor.canvasNode(CREATE_INSTANCE).boundingBox();
	assert.ok(before && moved);
	assert.ok(before.y - moved.y > 150, `${before.y} to ${moved.y}`);
});

browserTest(
	'The customer takes the instance and its name from the input by dragging',
	scene,
	async ({ page, editor }) => {
		await editor.addAction('Create customer');
		await editor.mapByDragging(CREATE_INSTANCE, '$json.id', 'instanceId');
		await editor.mapByDragging(CREATE_INSTANCE, '$json.name', 'Name', async () => {
			await takePicture(page, 'map-by-dragging', { masked: tokens(page), keepsMouse: true });
		});
		// An expression names the instance by its ID.
		assert.equal(
			await editor.parameter('instanceId').getByRole('combobox').first().inputValue(),
			'By ID',
		);
		await editor.execute();
		const { id, Name } = await editor.outputItem();
		assert.equal(Name, STORE);
		const [customer] = await scene.sandbox
			.records(created().id, 'customers')
			.then((records) => records.filter((record) => record.Name === STORE));
		assert.equal(id, customer.ListID);
		assert.deepEqual(made(), [{ path: '/hubs/finance/customers', body: { Name: STORE } }]);
		await editor.closeNode();
	},
);

browserTest(
	'The invoice takes the instance from two steps before, and the customer from the last one',
	scene,
	async ({ page, editor }) => {
		await editor.addAction('Create invoice');
		await editor.mapByDragging(
			CREATE_INSTANCE,
			`$('${CREATE_INSTANCE}').item.json.id`,
			'instanceId',
		);
		await editor.mapByDragging('Create customer', '$json.id', 'party');
		await editor.addRow('Add line', 'Item Lines');
		await editor.fillName('item', 'Framing');
		await editor.fill('quantity', '2');
		await editor.fillExpression('rate', '{{ 50 + 5.1 }}');
		// n8n shows what comes out of it.
		await editor.form.getByText('55.1', { exact: true }).waitFor();
		await editor.execute();
		const [customer] = (await scene.sandbox.records(created().id, 'customers')).filter(
			(record) => record.Name === STORE,
		);
		assert.deepEqual(made(), [
			{
				path: '/hubs/finance/invoices',
				body: {
					CustomerRef: { ListID: customer.ListID },
					InvoiceLineRet: [{ ItemRef: { FullName: 'Framing' }, Quantity: '2', Rate: '55.1' }],
				},
			},
		]);
		await takePicture(page, 'step-by-step', {
			from: editor.parameter('instanceId'),
			masked: tokens(page),
		});
		await editor.closeNode();
	},
);

browserTest('The whole chain is shown as done', scene, async ({ page, editor }) => {
	for (const name of [CREATE_INSTANCE, 'Create customer', 'Create invoice']) {
		await editor.canvasNode(name).getByTestId('canvas-node-status-success').waitFor();
	}
	await page.getByTestId('zoom-to-fit').click();
	await takePicture(page, 'chain');
});
