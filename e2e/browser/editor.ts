/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { setTimeout as wait } from 'node:timers/promises';
import type { Locator, Page } from 'playwright-core';

/** The name of the node in the editor. */
export const NODE_TITLE = 'QuickBooks Enterprise';

const EXECUTION_TIMEOUT_MS = 60_000;
const POLL_MS = 50;

/** The whole text of an element, apart from white space at its ends. */
function exactly(text: string): RegExp {
	return new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`);
}

/** n8n's editor as a person uses it: what is on the canvas, and the form of the node that is open. */
export class Editor {
	private finishedExecutions = 0;

	/** @param url of the n8n; made before the page opens it */
	constructor(
		private readonly page: Page,
		private readonly url: string,
	) {
		page.on('websocket', (socket) =>
			socket.on('framereceived', ({ payload }) => {
				if (payload.includes('"executionFinished"')) this.finishedExecutions += 1;
			}),
		);
	}

	/** The form of the open node. */
	get form(): Locator {
		return this.page.getByTestId('node-parameters');
	}

	/** What the open node put out, or the message in its place. */
	get output(): Locator {
		return this.page.getByTestId('output-panel');
	}

	/** The open node as a whole. */
	get node(): Locator {
		return this.page.getByTestId('ndv');
	}

	/** A note that n8n shows for a while. */
	get note(): Locator {
		return this.page.getByRole('alert');
	}

	/** A new workflow that is started by hand. */
	async startWorkflow(): Promise<void> {
		await this.page.goto(`${this.url}/workflow/new`);
		await this.page.getByTestId('canvas-plus-button').click();
		await this.panelItem('Trigger manually').click();
		await this.page.getByTestId('canvas-node').waitFor();
	}

	/** Opens the panel of nodes and searches it. */
	async searchNodes(text: string): Promise<void> {
		await this.page.getByTestId('node-creator-plus-button').click();
		await this.page.getByTestId('node-creator-search-bar').fill(text);
	}

	/** An entry of the panel of nodes. */
	panelItem(name: string): Locator {
		return this.page.getByTestId('item-iterator-item').filter({
			has: this.page.getByTestId('node-creator-item-name').getByText(name, { exact: true }),
		});
	}

	/** Adds the node behind the last one by one of its actions, and leaves it open. */
	async addAction(action: string): Promise<void> {
		await this.searchNodes('quickbooks');
		await this.panelItem(NODE_TITLE).click();
		await this.panelItem(action).click();
		await this.node.waitFor();
	}

	/** Goes back to the canvas. */
	async closeNode(): Promise<void> {
		await this.page.getByTestId('ndv-close-button').click();
		await this.node.waitFor({ state: 'hidden' });
	}

	/** A field of the open form, by the key of its parameter, or of its field in a mapper. */
	parameter(key: string): Locator {
		return this.form.getByTestId(`parameter-input-${key}`);
	}

	async fill(key: string, value: string): Promise<void> {
		await this.parameter(key).locator('input, textarea').first().fill(value);
	}

	/** Switches a field to an expression. */
	async fillExpression(key: string, expression: string): Promise<void> {
		await this.parameter(key).hover();
		await this.form
			.getByTestId(`${key}-parameter-input-options-container`)
			.getByTestId('radio-button-expression')
			.click();
		await this.parameter(key).getByRole('textbox').fill(expression);
	}

	/** The choices that a field offers. */
	async choices(key: string): Promise<Locator> {
		await this.parameter(key).getByRole('combobox').first().click();
		const options = this.page.getByRole('option').filter({ visible: true });
		await options.first().waitFor();
		return options;
	}

	async choose(key: string, option: string): Promise<void> {
		const options = await this.choices(key);
		// A choice with a description holds both.
		await options.filter({ has: this.page.getByText(option, { exact: true }) }).click();
	}

	/** The entries of a list that is searched in the service. */
	async listed(key: string, search?: string): Promise<Locator> {
		await this.parameter(key).getByTestId('rlc-input').click();
		const entries = this.page.getByTestId('rlc-item');
		await entries.first().waitFor();
		if (search !== undefined) await this.page.getByTestId('rlc-search').fill(search);
		return entries;
	}

	async pick(key: string, text: string | RegExp, search?: string): Promise<void> {
		const entries = await this.listed(key, search);
		await entries.filter({ hasText: text }).first().click();
		await entries.first().waitFor({ state: 'hidden' });
	}

	/** Adds a field to the mapper. */
	async addField(label: string): Promise<void> {
		await this.form.getByTestId('add-fields-select').getByRole('button').click();
		await this.page.getByRole('menuitem', { name: label, exact: true }).click();
	}

	/** Removes a field, by its key, from the mapper. */
	async removeField(key: string): Promise<void> {
		await this.form.getByTestId(`remove-field-button-${key}`).click();
		await this.parameter(key).waitFor({ state: 'hidden' });
	}

	/** Adds an entry to a collection of one kind, or of the kind that is named. */
	async addRow(addText: string, kind?: string): Promise<void> {
		const button = this.form.getByText(addText, { exact: true });
		const menu = this.form.getByPlaceholder(addText, { exact: true });
		await button.or(menu).click();
		if (kind) await this.page.getByRole('option', { name: exactly(kind) }).click();
	}

	/** Executes the open node and waits for its end, whatever that is. */
	async execute(): Promise<void> {
		const before = this.finishedExecutions;
		const deadlineMs = Date.now() + EXECUTION_TIMEOUT_MS;
		await this.page.getByTestId('node-execute-button').click();
		// Until then the signs of the last execution may still be there.
		while (this.finishedExecutions === before) {
			if (Date.now() > deadlineMs) throw new Error('The execution came to no end in time.');
			await wait(POLL_MS);
		}
		await this.output
			.getByTestId('node-run-status-success')
			.or(this.output.getByTestId('node-run-status-danger'))
			.waitFor();
	}

	/** What the open node put out, as a table: a row of names, then a row for each item. */
	async outputTable(): Promise<string[][]> {
		await this.output.getByTestId('radio-button-table').click();
		const rows = this.output.getByRole('row');
		await rows.first().waitFor();
		return await Promise.all(
			(await rows.all()).map(async (row) => {
				const texts = await row.locator('th, td').allTextContents();
				return texts.map((text) => text.trim());
			}),
		);
	}
}
