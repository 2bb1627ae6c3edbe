/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import assert from 'node:assert/strict';
import { REPORTS, reportFieldsOf } from '../../../nodes/QuickBooksEnterprise/catalogue/reports';
import { useScene } from '../fixture';
import { takePicture } from '../pictures';
import { browserTest } from '../session';

const scene = useScene({
	instances: [{ name: 'Store 12' }, { name: 'Store 9', disabled: true }, { name: 'Airport Store' }],
});

browserTest(
	'Instances are listed by name, and those that are disabled are marked',
	scene,
	async ({ page, editor }) => {
		await editor.startWorkflow();
		await editor.addAction('Get invoice');
		const entries = await editor.listed('instanceId');
		const names = (await entries.allInnerTexts()).map((text) => text.trim());
		assert.deepEqual(
			names.map((name) => name.replace(/\(\d+\)/, '()')),
			['Airport Store ()', 'Store 9 () · disabled', 'Store 12 ()'],
		);
		await takePicture(page, 'pick-instance');
		await entries.filter({ hasText: 'Store 12' }).click();
	},
);

browserTest(
	'Invoices are listed with the newest first, and found by customer and by number',
	scene,
	async ({ page, editor }) => {
		const { sandbox } = scene;
		const invoices = await sandbox.records(sandbox.instances[0].id, 'invoices');
		const entries = await editor.listed('recordId');
		const days = (await entries.allInnerTexts()).map((text) => text.trim().split(' · ').pop()!);
		assert.ok(days.length > 3);
		assert.deepEqual(days, [...days].sort().reverse());
		await takePicture(page, 'pick-invoice');

		const [{ CustomerRef, RefNumber }] = invoices;
		const customer = (CustomerRef as { FullName: string }).FullName;
		const typed = customer.slice(0, 6).toLowerCase();
		await page.getByTestId('rlc-search').fill(typed);
		// The list of before goes, and what was found comes.
		await entries.filter({ hasText: /^\s*154 ·/ }).waitFor({ state: 'detached' });
		await entries.first().waitFor();
		const found = await entries.allInnerTexts();
		assert.ok(found.length > 0 && found.length < days.length, found.join());
		assert.ok(found.every((text) => text.toLowerCase().includes(typed)));

		await page.getByTestId('rlc-search').fill(String(RefNumber));
		await entries
			.filter({ hasText: `${String(RefNumber)} ·` })
			.first()
			.click();
	},
);

browserTest(
	'A report offers the periods of QuickBooks and only the filters that it takes',
	scene,
	async ({ page, editor }) => {
		await editor.startWorkflow();
		await editor.addAction('Get report');
		await editor.pick('instanceId', 'Store 12');
		await editor.pick('reportType', /^\s*AR Aging Summary/);
		assert.equal(await editor.parameter('fiscalYear').count(), 0);
		const labels = async () => {
			await editor.form
				.getByText('Add filter', { exact: true })
				.or(editor.form.getByPlaceholder('Add filter', { exact: true }))
				.click();
			const options = page.locator('.el-select-dropdown__item').filter({ visible: true });
			await options.first().waitFor();
			const texts = (await options.allInnerTexts()).map((text) => text.trim());
			await page.keyboard.press('Escape');
			return texts;
		};
		const expected = (category: Parameters<typeof reportFieldsOf>[1]) =>
			reportFieldsOf(REPORTS, category)
				.map(({ label }) => label.replace(/\bby$/, 'By'))
				.sort();
		assert.deepEqual((await labels()).sort(), expected('AgingReport'));

		await editor.pick('reportType', /^\s*Profit and Loss Budget Overview/);
		await editor.parameter('fiscalYear').waitFor();
		assert.deepEqual((await labels()).sort(), expected('BudgetSummaryReport'));
		await takePicture(page, 'report-budget');
	},
);

browserTest('A row of a report begins with what it is about', scene, async ({ page, editor }) => {
	await editor.pick('reportType', /^\s*AR Aging Summary/);
	await editor.choose('reportPeriod', 'This Fiscal Year to Date');
	await editor.parameter('fiscalYearStart').waitFor();
	await editor.execute();
	const [names] = await editor.outputTable();
	assert.deepEqual(names.slice(0, 3), ['Label', 'rowKind', 'rowHeading']);
	await takePicture(page, 'report-rows');
});
