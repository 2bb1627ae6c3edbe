import { ONLINE_ELEMENT_KEY, PRODUCT_NAME } from '../../constants';
import { Census } from '../../provisioning/census';
import { createdRemark, CreationRun, type Creation } from '../../provisioning/creation';
import { Findings } from '../../provisioning/findings';
import type { InstanceBody } from '../../provisioning/instanceBody';
import { shapeInstance, type OutputChoice } from '../../provisioning/instanceOutput';
import type { Patience } from '../../transport/client';
import { isSecretKey } from '../../transport/redaction';
import { settle } from '../../transport/settle';
import { showForInstance, simplifyField } from '../display';
import type { ItemDesk, Operation, Run } from '../operation';
import { optionsField, readPatience, WRITE_TIMEOUT_MS } from '../options';
import { creationMarks, readOutputChoice } from './preparation';
import { MEND_SPECIFICATION, readSpecification } from './specification';

const show = showForInstance('create');

const SUBJECT = { action: 'create the instance' };

const RETRY_ON_FAIL_HINT =
	"'Retry On Fail' in this node's settings runs all items again when one fails, which can create an instance twice. Switch it off, or use 'Create or Update': this node repeats by itself what is safe to repeat.";

const ONLINE_HINT = `The element key '${ONLINE_ELEMENT_KEY}' is QuickBooks Online. For ${PRODUCT_NAME} leave 'Element Key' out.`;

/** What one item wants. */
interface Wish {
	body: InstanceBody;
	patience: Patience;
	choice: OutputChoice;
}

/** Creates an instance: the connection to one company file. */
export const create: Operation = {
	option: {
		name: 'Create',
		value: 'create',
		action: `Create ${PRODUCT_NAME} instance`,
		description: 'Create a new instance',
	},
	fields: [simplifyField(show), optionsField(show, WRITE_TIMEOUT_MS, 'on')],
	async run(run, desk) {
		if (run.node.getNode().retryOnFail) run.hint(RETRY_ON_FAIL_HINT);
		const entries = desk.checkAll((itemIndex) => readWish(run, itemIndex));
		if (entries.length === 0) return;
		const wishes = new Map(entries.map(({ index, entry }) => [index, entry]));
		const succeed = ({ request, instance, recovered }: Creation, duplicateIds: string[]) => {
			const { choice } = wishes.get(request.index) as Wish;
			desk.succeed(request.index, [
				{
					...shapeInstance(instance, choice),
					...creationMarks(recovered, duplicateIds),
				},
			]);
		};
		const census = new Census(
			run.client,
			run.instances,
			entries[0].entry.patience,
			run.concurrency,
		);
		const creation = new CreationRun(
			run.client,
			run.instances,
			census,
			run.ledger,
			entries.map(({ index, entry: { body, patience } }) => ({ index, body, patience })),
			(request, end) => {
				if ('creation' in end) succeed(end.creation, []);
				else {
					desk.fail(request.index, end.error, SUBJECT);
					if (end.made) desk.remark(request.index, createdRemark(end.made));
					// n8n shows no hints of a node that stopped.
					if (isOnline(request.body)) desk.remark(request.index, ONLINE_HINT);
				}
			},
			() => desk.mayStart(),
		);
		await creation.run(run.concurrency);
		const late = await findLateArrivals(run, desk, census, creation);
		for (const made of creation.creations) {
			const ids = late.get(made.request.index);
			if (ids) succeed(made, ids);
		}
	},
};

/** A run that sent something again looks once more at its end for what landed late, and names it. */
async function findLateArrivals(
	run: Run,
	desk: ItemDesk,
	census: Census,
	creation: CreationRun,
): Promise<Map<number, string[]>> {
	if (!creation.hasResent || run.client.isCancelled) return new Map();
	const look = await settle(census.take(creation.isWanted));
	if (!look.ok) {
		run.hint(
			'Some requests were sent again after their answer was lost, and the list of instances could not be read afterwards. Look for instances of equal name.',
		);
		return new Map();
	}
	const late = creation.lateArrivals(look.value);
	for (const [index, ids] of late) {
		desk.remark(index, `Landed late: ${ids.join(', ')}`);
		run.hint(
			`Item ${index}: an answer was lost, the request was sent again, and then the first one took effect too. Delete what is not needed: ${ids.join(', ')}`,
		);
	}
	return late;
}

function readWish(run: Run, itemIndex: number): Wish {
	const findings = new Findings();
	const patience = readPatience(run.parameters, itemIndex, WRITE_TIMEOUT_MS, findings);
	const choice = readOutputChoice(run.parameters, itemIndex, true);
	const body = readSpecification(run.parameters, itemIndex, findings);
	findings.throwIfAny(MEND_SPECIFICATION);
	noteBody(run, body);
	return { body, patience, choice };
}

/** Keeps the secrets of a body out of messages, and remarks on what looks like an oversight. */
export function noteBody(run: Run, body: InstanceBody): void {
	for (const [key, value] of Object.entries(body.configuration ?? {})) {
		if (isSecretKey(key)) run.client.redactor.add(value);
	}
	if (isOnline(body)) run.hint(ONLINE_HINT);
}

function isOnline({ element }: InstanceBody): boolean {
	return element.key === ONLINE_ELEMENT_KEY;
}
