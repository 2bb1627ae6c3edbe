import { ONLINE_ELEMENT_KEY, PRODUCT_NAME } from '../../common/constants';
import { CreationRun } from '../../instances/creation/creation';
import { namesakesHint } from '../../instances/creation/namesakes';
import type { CreationEnd } from '../../instances/creation/pending';
import type { Provisioning } from '../../instances/reconcile/types';
import type { InstanceBody } from '../../instances/specification/instanceBody';
import { withoutMasked } from '../../instances/specification/maskedValues';
import { shapeInstance, type OutputChoice } from '../../instances/instanceOutput';
import { settle } from '../../common/settle';
import { showForInstance, simplifyField } from '../fields/display';
import type { BatchOperation } from '../run/operation';
import { optionsField, WRITE_TIMEOUT_MS } from '../fields/options';
import type { ItemInput } from '../run/itemInput';
import type { ItemResults } from '../run/itemResults';
import { creationMarks, readOutputChoice } from './output';
import { openProvisioning, tellEnds, tellOfCompany } from './provisioning';
import { SPECIFICATION_ADVICE, readSpecification } from './specification';

const show = showForInstance('create');

const SUBJECT = { action: 'create the instance' };

const RETRY_ON_FAIL_HINT =
	"'Retry On Fail' in this node's settings runs all items again when one fails, which can create an instance twice. Switch it off, or use 'Create or Update': this node repeats by itself what is safe to repeat.";

const ONLINE_HINT = `The element key '${ONLINE_ELEMENT_KEY}' is QuickBooks Online. For ${PRODUCT_NAME} leave 'Element Key' out.`;

/** What one item wants. */
interface DesiredInstance {
	body: InstanceBody;
	choice: OutputChoice;
}

/** Creates an instance: the connection to one company file. */
export const create: BatchOperation<DesiredInstance> = {
	option: {
		name: 'Create',
		value: 'create',
		action: `Create ${PRODUCT_NAME} instance`,
		description: 'Create a new instance',
	},
	fields: [simplifyField(show), optionsField(show, WRITE_TIMEOUT_MS, 'on')],
	timeoutMs: WRITE_TIMEOUT_MS,
	target: 'account',
	advice: SPECIFICATION_ADVICE,
	read(item) {
		if (item.node.getNode().retryOnFail) item.problems.warn(RETRY_ON_FAIL_HINT);
		const choice = readOutputChoice(item, true);
		const { body, masked } = readBody(item);
		for (const key of masked) {
			item.problems.add(`${key} is masked: give the value itself`, key);
		}
		return { body, choice };
	},
	subject: () => SUBJECT,
	async executeAll(items, run, results) {
		const bodies = items.map(({ input }) => input.body);
		const provisioning = openProvisioning(run, bodies, items[0].policy);
		tellOfCompany(provisioning, bodies, results);
		const desired = new Map(items.map(({ index, input }) => [index, input]));
		const requests = items.map(({ index, input: { body }, policy }) => ({ index, body, policy }));
		const creation = new CreationRun(provisioning, requests);
		const ends = await creation.run();
		const late = await findLateArrivals(provisioning, results, creation);
		if (run.node.getMode() === 'manual' && !provisioning.client.isCancelled) {
			const made = ends.flatMap(({ ended }) => (ended?.ok ? [ended.value.instance] : []));
			const hint = await namesakesHint(provisioning.api, made, items[0].policy);
			if (hint !== undefined) results.hint(hint);
		}
		tellEnds(
			ends.map((end) => withLate(end, late.get(end.index))),
			run,
			results,
			{
				subject: SUBJECT,
				toOutput: (index, { instance, recovered, notApplied }) => ({
					...shapeInstance(instance, (desired.get(index) as DesiredInstance).choice),
					...creationMarks({ recovered, duplicateIds: late.get(index), notApplied }),
				}),
				errorLine: (index) =>
					isOnline((desired.get(index) as DesiredInstance).body) ? ONLINE_HINT : undefined,
			},
		);
	},
};

/**
 * A run that sent something again looks once more at its end for what landed late.
 *
 * @returns Ids by item index.
 */
async function findLateArrivals(
	{ client, snapshots }: Provisioning,
	results: ItemResults,
	creation: CreationRun,
): Promise<Map<number, string[]>> {
	if (!creation.hasResent || client.isCancelled) return new Map();
	const look = await settle(snapshots.take(creation.isWanted));
	if (!look.ok) {
		results.hint(
			'Some requests were sent again after their answer was lost, and the list of instances could not be read afterwards. Look for instances of equal name.',
		);
		return new Map();
	}
	const missing = creation.missingFrom(look.value);
	if (missing.length > 0) {
		results.hint(
			`Some requests were sent again after their answer was lost, and the list of instances does not show what this run created (ID ${missing.join(', ')}). Look for instances of equal name.`,
		);
	}
	return creation.lateArrivals(look.value);
}

function withLate(end: CreationEnd, ids: readonly string[] = []): CreationEnd {
	if (ids.length === 0) return end;
	const hint = `Item ${end.index}: an answer was lost, the request was sent again, and then the first one took effect too. Delete what is not needed: ${ids.join(', ')}`;
	return {
		...end,
		doubts: [...end.doubts, ...ids.map((id) => `${end.request.body.name} (ID ${id})`)],
		lines: [...end.lines, `Landed late: ${ids.join(', ')}`],
		hints: [...end.hints, hint],
	};
}

/** Reads what the instance of an item is to be, and warns of what looks like an oversight. */
export function readBody(item: ItemInput): { body: InstanceBody; masked: string[] } {
	const given = readSpecification(item);
	if (!item.problems.isEmpty) return { body: given, masked: [] };
	if (isOnline(given)) item.problems.warn(ONLINE_HINT);
	return withoutMasked(given);
}

function isOnline({ element }: InstanceBody): boolean {
	return element.key === ONLINE_ELEMENT_KEY;
}
