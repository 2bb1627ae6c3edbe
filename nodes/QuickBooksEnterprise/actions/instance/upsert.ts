import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { PRODUCT_NAME } from '../../constants';
import { findPlaceholder, Findings } from '../../provisioning/findings';
import type { InstanceBody } from '../../provisioning/instanceBody';
import { shapeInstance, type OutputChoice } from '../../provisioning/instanceOutput';
import { matchKeyOf } from '../../provisioning/matching';
import { UpsertRun } from '../../provisioning/upsert';
import type { UpsertRequest, UpsertResult } from '../../provisioning/upsertTypes';
import { showForInstance, simplifyField } from '../display';
import type { Operation, Run } from '../operation';
import { optionsField, readPatience, WRITE_TIMEOUT_MS } from '../options';
import { noteBody } from './create';
import { creationMarks, readOutputChoice } from './preparation';
import { MEND_SPECIFICATION, readSpecification } from './specification';

const show = showForInstance('upsert');

const SUBJECT = { action: 'create or update the instance' };

interface Wish {
	request: Omit<UpsertRequest, 'index'>;
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
export const upsert: Operation = {
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
	async run(run, desk) {
		const entries = desk.checkAll((itemIndex) => readWish(run, itemIndex));
		if (entries.length === 0) return;
		const choices = new Map(entries.map(({ index, entry }) => [index, entry.choice]));
		const upsertRun = new UpsertRun(
			run.client,
			run.instances,
			run.ledger,
			{
				succeed: (request, result) => {
					const choice = choices.get(request.index) as OutputChoice;
					desk.succeed(request.index, [toOutput(request, result, choice)]);
				},
				fail: ({ index }, error) => desk.fail(index, error, SUBJECT),
				remark: ({ index }, line) => desk.remark(index, line),
				hint: (message) => run.hint(message),
				mayStart: () => desk.mayStart(),
			},
			run.concurrency,
			entries[0].entry.request.patience,
		);
		await upsertRun.run(entries.map(({ index, entry }) => ({ index, ...entry.request })));
	},
};

function readWish(run: Run, itemIndex: number): Wish {
	const { parameters } = run;
	const findings = new Findings();
	const patience = readPatience(parameters, itemIndex, WRITE_TIMEOUT_MS, findings);
	const choice = readOutputChoice(parameters, itemIndex, true);
	const body = readSpecification(parameters, itemIndex, findings);
	const matchTag =
		parameters.get('matchBy', itemIndex, 'name') === 'tag'
			? readMatchTag(parameters.get('matchTag', itemIndex, ''), findings)
			: undefined;
	findings.throwIfAny(MEND_SPECIFICATION);
	noteBody(run, body);
	return {
		request: {
			body: matchTag === undefined ? body : withTag(body, matchTag),
			// Without tags in the item, those of an instance that exists are not managed.
			managed: matchTag === undefined || !body.tags ? body : withTag(body, matchTag),
			key: matchKeyOf(body, matchTag),
			patience,
			planOnly: parameters.get('planOnly', itemIndex, false) as boolean,
			needsToken: choice.includeToken,
		},
		choice,
	};
}

function readMatchTag(given: unknown, findings: Findings): string {
	const tag = String(given ?? '').trim();
	if (tag === '') findings.addMissing('Match Tag', 'matchTag');
	if (tag.includes(',')) findings.add('Match Tag must be one tag, without a comma');
	const placeholder = findPlaceholder(tag);
	if (placeholder) findings.add(`Match Tag still holds the placeholder ${placeholder}`);
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
	const shaped = instance
		? shapeInstance(instance, choice)
		: { name: body.name, elementKey: body.element.key, ...(body.tags ? { tags: body.tags } : {}) };
	const { recovered, duplicateIds, removedTwinId } = marks;
	return {
		...shaped,
		outcome,
		changes,
		notCompared,
		...creationMarks(recovered, duplicateIds),
		...(removedTwinId ? { removedTwinId: Number(removedTwinId) } : {}),
	};
}
