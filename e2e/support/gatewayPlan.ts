import type { PlantCompany } from '../../test/gateway/support/plant/company';
import { existing } from '../../test/promises/gateway/support/kinds';
import { byId, quickBooks, workflow, type Parameters } from '../../tools/n8n/drive/build';
import { mapped } from '../../tools/n8n/drive/sale';
import { outputOf, type Execution, type Workflow } from '../../tools/n8n/drive/workflow';

/** One line of a plan: what it does in the books of one company, and the instance that it makes. */
export interface PlanEntry {
	[field: string]: unknown;
	name: string;
	/** The instance of the company. */
	company: number;
	/** An invoice that gets one more line, and the id of the line that it has. */
	changed: string;
	line: string;
	/** An invoice that is deleted. */
	deleted: string;
	number: string;
}

/** Of the nodes of a plan, in their order. */
export const STEPS = [
	'Add Invoice',
	'Add Vendor',
	'Change Invoice',
	'Delete Invoice',
	'Add Instance',
] as const;
export type Step = (typeof STEPS)[number];

const CHANGED = ' is changed';
const NEW_LINE =
	"{ TxnLineID: '-1', ItemRef: { FullName: 'Services' }, Quantity: '1', Rate: '7.00' }";
const options = { maxAttempts: 12, waitBetweenAttempts: 200 };

/** So many entries for each company, one company after the other in turn; what they change and delete is there already. */
export function planEntries(
	prefix: string,
	companies: readonly PlantCompany[],
	count: number,
): PlanEntry[] {
	return Array.from({ length: count }, (_, at) => at).flatMap((at) =>
		companies.map((company) => {
			const name = `${prefix}-${company.id}-${at}`;
			const changed = existing(company, `${name} changed`);
			const [{ TxnLineID }] = changed.InvoiceLineRet as Array<Record<string, unknown>>;
			const deleted = existing(company, `${name} deleted`);
			return {
				name,
				company: company.id,
				changed: String(changed.TxnID),
				line: String(TxnLineID),
				deleted: String(deleted.TxnID),
				number: name.slice(-11),
			};
		}),
	);
}

/**
 * A workflow that takes each entry through all steps. An entry that fails at a step leaves by the error output.
 *
 * @param canBeRepeated whether a second run finds what the first one did: Create or Update instead of Create
 */
export function planWorkflow(id: string, entries: PlanEntry[], canBeRepeated: boolean): Workflow {
	const entry = "$('Items').item.json";
	const create = canBeRepeated ? 'upsert' : 'create';
	const step = (name: Step, parameters: Parameters) =>
		quickBooks(
			name,
			{ instanceId: byId(`={{ ${entry}.company }}`), simplify: true, options, ...parameters },
			{ credentialId: 'gatewayCredential', onError: 'continueErrorOutput' },
		);
	const line = { item: 'Painting', quantity: '2', rate: '5.00' };
	return workflow(
		id,
		[
			step('Add Invoice', {
				resource: 'invoice',
				operation: create,
				fieldsMode: 'mapped',
				fields: mapped({
					CustomerRef: 'Blue, Dale',
					RefNumber: `={{ ${entry}.number }}`,
					Memo: `={{ ${entry}.name }}`,
				}),
				lines: { itemLines: [line] },
			}),
			step('Add Vendor', {
				resource: 'vendor',
				operation: create,
				fieldsMode: 'mapped',
				fields: mapped({ Name: `={{ ${entry}.name }}` }),
			}),
			step('Change Invoice', {
				resource: 'invoice',
				operation: 'update',
				recordId: byId(`={{ ${entry}.changed }}`),
				fieldsMode: 'json',
				// A line that is added in each run is there twice after two.
				recordJson: canBeRepeated
					? `={{ JSON.stringify({ Memo: ${entry}.name + '${CHANGED}' }) }}`
					: `={{ JSON.stringify({ Memo: ${entry}.name + '${CHANGED}', InvoiceLineRet: [{ TxnLineID: ${entry}.line }, ${NEW_LINE}] }) }}`,
			}),
			step('Delete Invoice', {
				resource: 'invoice',
				operation: 'delete',
				recordId: byId(`={{ ${entry}.deleted }}`),
			}),
			step('Add Instance', {
				operation: create,
				specifyInstance: 'fields',
				name: `={{ ${entry}.name }}`,
				appName: 'n8n',
				hostIp: 'office',
				additionalFields: {},
				...(canBeRepeated ? { matchBy: 'name', planOnly: false } : {}),
			}),
		],
		entries,
	);
}

/** How often each step is done for an entry, by the books. */
export function inBooks(
	{ name, changed, deleted }: PlanEntry,
	company: PlantCompany,
	instances: readonly string[],
): Record<Step, number> {
	const { Memo, InvoiceLineRet: lines } = company.company.get('Invoice', changed)!;
	const isChanged = Memo === `${name}${CHANGED}`;
	return {
		'Add Invoice': company.list('Invoice', 'Memo', name).length,
		'Add Vendor': company.list('Vendor', 'Name', name).length,
		'Change Invoice': isChanged ? Math.max(1, (lines as unknown[]).length - 1) : 0,
		'Delete Invoice': company.company.get('Invoice', deleted) ? 0 : 1,
		'Add Instance': instances.filter((one) => one === name).length,
	};
}

/** What a step answered each entry that reached it. */
export interface StepAnswer {
	name: string;
	/** Undefined for a success. */
	error?: string;
}

export function answersOf(
	execution: Execution,
	step: Step,
	entries: readonly PlanEntry[],
): StepAnswer[] {
	const before = STEPS[STEPS.indexOf(step) - 1];
	const reached = before
		? answersOf(execution, before, entries).filter(({ error }) => error === undefined)
		: entries;
	const from = (pairedItem: unknown) => {
		const [paired] = [pairedItem].flat() as Array<number | { item: number }>;
		return reached[typeof paired === 'number' ? paired : paired.item].name;
	};
	return [
		...outputOf(execution, step, 0).map(({ pairedItem }) => ({ name: from(pairedItem) })),
		...outputOf(execution, step, 1).map(({ pairedItem, json }) => ({
			name: from(pairedItem),
			error: JSON.stringify(json.error ?? json),
		})),
	];
}
