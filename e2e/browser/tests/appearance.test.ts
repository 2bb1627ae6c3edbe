/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import assert from 'node:assert/strict';
import { RESOURCES } from '../../../nodes/QuickBooksEnterprise/catalogue/resources';
import { useScene } from '../fixture';
import { takePicture } from '../pictures';
import { complaintsAbout } from '../reading';
import { browserTest } from '../session';

const scene = useScene({ instances: [{ name: 'Harbour Store' }] });

browserTest(
	'Every resource is offered by its name, with what it is',
	scene,
	async ({ page, editor }) => {
		await editor.startWorkflow();
		await editor.addAction('Create invoice');
		await editor.pick('instanceId', 'Harbour Store');
		const choices = await editor.choices('resource');
		const texts = (await choices.allInnerTexts()).map((text) => text.split('\n'));
		for (const { label: name } of RESOURCES) {
			const text = texts.find(([first]) => first.trim() === name);
			assert.ok(text && text[text.length - 1].length > name.length, name);
		}
		const names = texts.map(([first]) => first.trim()).filter((name) => name !== 'Custom API Call');
		const [first, ...others] = names;
		assert.equal(first, 'Instance');
		assert.deepEqual(
			others,
			[...others].sort((a, b) => a.localeCompare(b)),
		);
		await takePicture(page, 'resources');
		await choices.filter({ hasText: 'What a customer owes' }).click();
	},
);

browserTest(
	'The form of each kind of record begins with what is required, and reads well',
	scene,
	async ({ editor }) => {
		for (const { label: name, operations } of RESOURCES.filter(({ operations: offered }) =>
			offered.includes('create'),
		)) {
			await editor.choose('resource', name);
			await editor.form.getByTestId('add-fields-select').waitFor();
			assert.equal(
				await editor.parameter('operation').getByRole('combobox').inputValue(),
				'Create',
				name,
			);
			assert.ok(operations.length > 1, name);
			assert.deepEqual(await complaintsAbout(editor.form), [], name);
		}
	},
);

browserTest('In the dark theme the node has the icon for it', scene, async ({ page, editor }) => {
	await editor.choose('resource', 'Invoice');
	await editor.fillName('party', 'Keenan, Bridget:Storage Shed');
	await editor.addRow('Add line', 'Item Lines');
	await editor.fillName('item', 'Framing');
	await editor.fill('quantity', '2');
	const icon = editor.node.locator('img').first();
	assert.match(String(await icon.getAttribute('src')), /quickBooksEnterprise\.svg$/);
	await page.emulateMedia({ colorScheme: 'dark' });
	await editor.node.locator('img[src$="quickBooksEnterprise.dark.svg"]').first().waitFor();
	await takePicture(page, 'create-invoice-dark', { from: editor.parameter('resource') });
});

for (const colorScheme of ['light', 'dark'] as const) {
	browserTest(
		`The icon is sharp at 16 pixels on ${colorScheme} ground`,
		scene,
		async ({ page, editor }) => {
			await page.emulateMedia({ colorScheme });
			const icon = editor.node.locator('img').first();
			const source = await icon.evaluate((image: HTMLImageElement) => image.src);
			const answer = await page.request.get(source);
			assert.match(answer.headers()['content-type'], /^image\/svg\+xml/);
			// Drawn as n8n draws its smallest icons: something of it must stand out from the ground.
			const contrast = await icon.evaluate((image: HTMLImageElement, isDark: boolean) => {
				const canvas = document.createElement('canvas');
				canvas.width = 16;
				canvas.height = 16;
				const context = canvas.getContext('2d');
				if (!context) return 0;
				context.fillStyle = isDark ? '#2d2d2d' : '#ffffff';
				context.fillRect(0, 0, 16, 16);
				const { data: ground } = context.getImageData(0, 0, 1, 1);
				context.drawImage(image, 0, 0, 16, 16);
				const { data } = context.getImageData(0, 0, 16, 16);
				let strong = 0;
				for (let at = 0; at < data.length; at += 4) {
					const difference =
						Math.abs(data[at] - ground[0]) +
						Math.abs(data[at + 1] - ground[1]) +
						Math.abs(data[at + 2] - ground[2]);
					if (difference > 200) strong += 1;
				}
				return strong;
			}, colorScheme === 'dark');
			assert.ok(contrast >= 64, `${contrast} of 256 pixels stand out`);
		},
	);
}
