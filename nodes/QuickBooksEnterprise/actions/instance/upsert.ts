import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { PRODUCT_NAME } from '../../common/constants';
import { findPlaceholder } from '../../common/problems';
import { CONFIGURATION_KEYS } from '../../instances/specification/configurationKeys';
import type { InstanceBody } from '../../instances/specification/instanceBody';
import { shapeInstance, type OutputChoice } from '../../instances/instanceOutput';
import { matchKeyOf } from '../../instances/comparison/matching';
import { UpsertRun } from '../../instances/reconcile/reconcile';
import type { UpsertRequest, UpsertResult } from '../../instances/reconcile/types';
import { showForInstance, simplifyField } from '../fields/display';
import { optionsField, WRITE_TIMEOUT_MS } from '../fields/options';
import type { ItemInput } from '../run/itemInput';
import type { BatchOperation, ReadItem } from '../run/operation';
import { readBody } from './create';
import { creationMarks, readOutputChoice } from './output';
import { openProvisioning, tellEnds, tellOfCompany } from './provisioning';
import { SPECIFICATION_ADVICE } from './specification';

const show = showForInstance('upsert');

const { appName, hostIp } = CONFIGURATION_KEYS;

const SUBJECT = { action: 'create or update the instance' };

interface DesiredInstance {
	body: InstanceBody;
	/** Keys whose given values were masked. */
	masked: string[];
	/** The tag that identifies the instance; by name, without. */
	matchTag?: string;
	planOnly: boolean;
	choice: OutputChoice;
}

/** How an item finds its instance. The editor shows this above what the instance is to be. */
export const matchFields: INodeProperties[] = [
	{
		displayName: 'Match By',
		name: 'matchBy',
		type: 'options',
		options: [
			{
				name: 'Name',
				value: 'name',
				description: 'The instance of this name is the one to update',
			},
			{
				name: 'Tag',
				value: 'tag',
				description: 'The instance that carries one certain tag is the one to update',
			},
		],
		default: 'name',
		displayOptions: { show },
		description: 'How to find out whether the instance exists already',
	},
	{
		displayName: 'Match Tag',
		name: 'matchTag',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. store-12',
		displayOptions: { show: { ...show, matchBy: ['tag'] } },
		description: 'The one tag that only this instance carries; it is always kept on it',
	},
];

/** Creates the instances that are missing and brings the others to what is wanted. */
export const upsert: BatchOperation<DesiredInstance> = {
	option: {
		name: 'Create or Update',
		value: 'upsert',
		action: `Create or update ${PRODUCT_NAME} instance`,
		description: 'Create a new instance, or update the current one if it already exists (upsert)',
	},
	fields: [
		{
			displayName: 'Plan Only',
			name: 'planOnly',
			type: 'boolean',
			default: false,
			displayOptions: { show },
			description: 'Whether to only say what would be done, without writing anything',
		},
		simplifyField(show),
		optionsField(show, WRITE_TIMEOUT_MS, 'on'),
	],
	timeoutMs: WRITE_TIMEOUT_MS,
	target: 'account',
	advice: SPECIFICATION_ADVICE,
	read: readDesired,
	subject: () => SUBJECT,
	async executeAll(items, run, results) {
		const requests = new Map(items.map((item) => [item.index, toRequest(item)]));
		const bodies = [...requests.values()].map(({ body }) => body);
		const provisioning = openProvisioning(run, bodies, items[0].policy);
		tellOfCompany(provisioning, bodies, results);
		const choices = new Map(items.map(({ index, input }) => [index, input.choice]));
		const { ends, hints } = await new UpsertRun(provisioning).run([...requests.values()]);
		for (const hint of hints) results.hint(hint);
		tellEnds(ends, run, results, {
			subject: SUBJECT,
			toOutput: (index, result) =>
				toOutput(requests.get(index) as UpsertRequest, result, choices.get(index) as OutputChoice),
		});
	},
};

function readDesired(item: ItemInput): DesiredInstance {
	const planOnly = item.get('planOnly', false) as boolean;
	const asked = readOutputChoice(item, true);
	// Nobody goes on with what a plan says, so nobody needs a token there.
	const choice = { ...asked, includeToken: asked.includeToken && !planOnly };
	const { body, masked } = readBody(item);
	if (masked.includes('name')) item.problems.add('name is masked: give the value itself', 'name');
	const matchTag = item.get('matchBy', 'name') === 'tag' ? readMatchTag(item) : undefined;
	return { body, masked, matchTag, planOnly, choice };
}

function toRequest({ index, input, policy }: ReadItem<DesiredInstance>): UpsertRequest {
	const { body, masked, matchTag, planOnly, choice } = input;
	const tagged = matchTag === undefined ? body : withTag(body, matchTag);
	return {
		index,
		body: tagged,
		// Without tags in the item, those of an instance that exists are not managed.
		managed: body.tags ? tagged : body,
		key: matchKeyOf(body, matchTag),
		policy,
		planOnly,
		needsToken: choice.includeToken,
		withheld: masked,
		withheldRequired: masked.filter((key) => key === appName.key || key === hostIp.key),
	};
}

function readMatchTag(item: ItemInput): string {
	const { problems } = item;
	const tag = String(item.get('matchTag', '') ?? '').trim();
	if (tag === '') problems.addMissing('Match Tag', 'matchTag');
	if (tag.includes(',')) problems.add('Match Tag must be one tag, without a comma');
	const placeholder = findPlaceholder(tag);
	if (placeholder) problems.add(`Match Tag still holds the placeholder ${placeholder}`);
	return tag;
}

/** The tag that identifies an entry is always kept on its instance. */
function withTag(body: InstanceBody, matchTag: string): InstanceBody {
	const { name, ...rest } = body;
	return { ...rest, tags: [...new Set([...(body.tags ?? []), matchTag])], name } as InstanceBody;
}

function toOutput(
	{ body }: UpsertRequest,
	{ instance, outcome, changes, notCompared, ...marks }: UpsertResult,
	choice: OutputChoice,
): IDataObject {
	const { token, setupUrl, ...shaped }: IDataObject = instance
		? shapeInstance(instance, choice)
		: { name: body.name, elementKey: body.element.key, ...(body.tags ? { tags: body.tags } : {}) };
	return {
		outcome,
		changes,
		...shaped,
		notCompared,
		...creationMarks(marks),
		// A table shows the first columns; what is most secret is least to be seen by accident.
		...(setupUrl === undefined ? {} : { setupUrl }),
		...(token === undefined ? {} : { token }),
	};
}
