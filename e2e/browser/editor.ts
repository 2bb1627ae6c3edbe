import type { Locator, Page } from 'playwright-core';
import { until } from '../support/until';

/** The name of the node in the editor. */
export const NODE_TITLE = 'QuickBooks Enterprise';

/** The name of its trigger in the workflow. */
export const TRIGGER_TITLE = `${NODE_TITLE} Trigger`;

/** n8n tries five times to set a trigger up before it says that it could not. */
const PUBLISH_TIMEOUT_MS = 120_000;
/** Steps of a movement with the mouse: what is dragged has to notice it. */
const DRAG_STEPS = 12;

export interface Point {
	x: number;
	y: number;
}

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

	/** A new workflow that one of the triggers in the panel starts; leaves it open. */
	async startWithTrigger(entry: string, trigger: string): Promise<void> {
		await this.page.goto(`${this.url}/workflow/new`);
		await this.page.getByTestId('canvas-plus-button').click();
		await this.page.getByTestId('node-creator-search-bar').fill('quickbooks');
		await this.panelItem(entry).click();
		await this.panelItem(trigger).click();
		await this.node.waitFor();
	}

	/** A node on the canvas. */
	canvasNode(name: string): Locator {
		return this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
	}

	/** Opens a node of the canvas. */
	async openNode(name: string): Promise<void> {
		await this.canvasNode(name).dblclick();
		await this.node.waitFor();
	}

	/**
	 * Draws a line from a node to a free place, and puts one of the actions there. The actions themselves cannot
	 * be dragged out of n8n's panel.
	 */
	async drawLineToAction(from: string, to: Point, action: string): Promise<void> {
		await this.drag(await centreOf(this.canvasNode(from).getByTestId('canvas-handle-plus')), to);
		await this.page.getByTestId('node-creator-search-bar').fill('quickbooks');
		await this.panelItem(NODE_TITLE).click();
		await this.panelItem(action).click();
		await this.node.waitFor();
	}

	/** Drags a node of the canvas somewhere else. */
	async moveNode(name: string, to: Point): Promise<void> {
		await this.drag(await centreOf(this.canvasNode(name)), to);
	}

	/** Drags with the mouse; what is looked at before the button is let go may be looked at in `before`. */
	async drag(from: Point, to: Point, before?: () => Promise<void>): Promise<void> {
		await this.page.mouse.move(from.x, from.y);
		await this.page.mouse.down();
		await this.page.mouse.move(to.x, to.y, { steps: DRAG_STEPS });
		await before?.();
		await this.page.mouse.up();
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

	/** @param row of a list of rows, from 0 */
	async fill(key: string, value: string, row = 0): Promise<void> {
		await this.parameter(key).nth(row).locator('input, textarea').first().fill(value);
	}

	/** Turns a switch on or off. */
	async flip(key: string): Promise<void> {
		await this.parameter(key).locator('.el-switch').click();
	}

	/** Drags a field of the input, by the node that it comes from, into a field of the form. */
	async mapByDragging(
		node: string,
		expression: string,
		key: string,
		before?: () => Promise<void>,
	): Promise<void> {
		const input = this.page.getByTestId('ndv-input-panel');
		const field = input.locator(`[data-target="mappable"][data-value="{{ ${expression} }}"]`);
		const heading = input.getByTestId('run-data-schema-header').filter({ hasText: node }).first();
		await heading.waitFor();
		if (!(await field.isVisible())) await heading.click();
		await field.scrollIntoViewIfNeeded();
		await this.parameter(key).scrollIntoViewIfNeeded();
		await this.drag(await centreOf(field), await centreOf(this.parameter(key)), before);
		await this.parameter(key).getByText(expression).waitFor();
		// n8n opens a list of suggestions over what is below.
		await this.page.evaluate('document.activeElement?.blur()');
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

	/**
	 * The choices that a field offers.
	 *
	 * @param row of a list of rows, from 0
	 */
	async choices(key: string, row = 0): Promise<Locator> {
		const list = this.page.getByRole('combobox');
		await this.parameter(key).filter({ has: list }).nth(row).locator(list).first().click();
		const options = this.page.getByRole('option').filter({ visible: true });
		await options.first().waitFor();
		return options;
	}

	async choose(key: string, option: string, row = 0): Promise<void> {
		const options = await this.choices(key, row);
		// A choice with a description holds both.
		await options.filter({ has: this.page.getByText(option, { exact: true }) }).click();
	}

	/** The names of what a field offers, without n8n's own entry for a call by hand. */
	async offered(key: string): Promise<string[]> {
		const texts = await (await this.choices(key)).allInnerTexts();
		await this.page.keyboard.press('Escape');
		return texts
			.map((text) => text.split('\n')[0].trim())
			.filter((name) => name !== 'Custom API Call');
	}

	/** Chooses further entries of a list that takes several. */
	async chooseAlso(key: string, ...names: string[]): Promise<void> {
		const options = await this.choices(key);
		for (const name of names) {
			await options.filter({ has: this.page.getByText(name, { exact: true }) }).click();
		}
		await this.page.keyboard.press('Escape');
		await options.first().waitFor({ state: 'hidden' });
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

	/**
	 * Names a record by its name where it could be picked.
	 *
	 * @param row of a list of rows, from 0
	 */
	async fillName(key: string, name: string, row = 0): Promise<void> {
		const field = this.parameter(key).nth(row);
		await field.getByTestId('rlc-mode-selector').click();
		const modes = this.page.getByTestId('mode-name').filter({ visible: true });
		await modes.click();
		// The list of another field would be taken for this one while it closes.
		await modes.waitFor({ state: 'hidden' });
		await field.getByTestId('rlc-input').fill(name);
	}

	/** Adds a field to the mapper. */
	async addField(label: string): Promise<void> {
		await this.openFields();
		await this.page.getByRole('menuitem', { name: label, exact: true }).click();
	}

	/** Opens the list of fields that the mapper offers, and gives their labels. */
	async openFields(): Promise<string[]> {
		await this.form.getByTestId('add-fields-select').getByRole('button').click();
		const items = this.page.getByRole('menuitem').filter({ visible: true });
		await items.first().waitFor();
		return (await items.allInnerTexts()).map((text) => text.trim());
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

	/**
	 * Executes the open node and waits for its end, whatever that is.
	 *
	 * @param meanwhile what has to happen for a trigger to end, once it listens
	 */
	async execute(meanwhile?: () => Promise<void>): Promise<void> {
		const before = this.finishedExecutions;
		await this.page.getByTestId('node-execute-button').click();
		await meanwhile?.();
		// Until then the signs of the last execution may still be there.
		await until('the end of the execution', () => this.finishedExecutions > before);
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

	/** What the open node put out: its first item, by the names of the table. */
	async outputItem(): Promise<Record<string, string>> {
		const [names, values] = await this.outputTable();
		return Object.fromEntries(names.map((name, index) => [name, values[index]]));
	}

	/** Publishes the workflow: its trigger is set up. Ends as soon as n8n knows whether it is. */
	async publish(): Promise<void> {
		const button = this.page.getByTestId('workflow-open-publish-modal-button');
		await button.click();
		await this.page.getByTestId('workflow-publish-button').click();
		await button
			.filter({ hasText: exactly('Published') })
			// So n8n 2.0 says it.
			.or(this.page.getByTestId('activation-modal'))
			.or(this.note.filter({ hasText: 'could not be published' }))
			.first()
			.waitFor({ timeout: PUBLISH_TIMEOUT_MS });
	}

	async unpublish(): Promise<void> {
		const menu = this.page.getByTestId('version-menu-button');
		// In n8n 2.0 it stands in the menu of the workflow.
		const hasMenu = (await menu.count()) > 0;
		await (hasMenu ? menu : this.page.getByTestId('workflow-menu')).click();
		await this.page.locator('[data-test-id$="menu-item-unpublish"]').click();
		await this.page.getByRole('dialog').getByRole('button', { name: 'Unpublish' }).click();
		await this.note.filter({ hasText: 'Workflow unpublished' }).waitFor();
	}
}

/** The middle of what is shown of something, in the window. */
async function centreOf(element: Locator): Promise<Point> {
	const box = await element.boundingBox();
	if (!box) throw new Error('What is to be dragged is not there.');
	return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
