import type { IDataObject } from 'n8n-workflow';

import { PRODUCT_NAME } from '../../common/constants';
import { isGiven, readConfigurationFields } from '../../instances/specification/configuration';
import { CONFIGURATION_KEYS } from '../../instances/specification/configurationKeys';
import { readRequired } from '../../instances/specification/instanceBody';
import { takeMasked } from '../../instances/specification/maskedValues';
import { shapeInstance, type OutputChoice } from '../../instances/instanceOutput';
import { updateInstance } from '../../instances/reconcile/apply';
import type { InstanceChanges } from '../../instances/reconcile/instanceUpdate';
import { readTags, type TagMode } from '../../instances/tags';
import { isSecretKey } from '../../transport/redaction/redaction';
import { showForInstance, simplifyField } from '../fields/display';
import { instanceField } from '../fields/locators/instanceLocator';
import { optionsField, WRITE_TIMEOUT_MS } from '../fields/options';
import type { ItemInput } from '../run/itemInput';
import type { InstanceOperation } from '../run/operation';
import {
	APP_NAME_HINT,
	eventsField,
	furtherConfigurationField,
	HOST_HINT,
	tagsField,
} from './configurationFields';
import { creationMarks, readOutputChoice } from './output';

const show = showForInstance('update');

interface InstanceUpdate {
	changes: InstanceChanges;
	/** Keys whose given values were masked. */
	masked: string[];
	choice: OutputChoice;
}

/** Changes an instance in place: its ID and token stay the same. */
export const update: InstanceOperation<InstanceUpdate> = {
	option: {
		name: 'Update',
		value: 'update',
		action: `Update ${PRODUCT_NAME} instance`,
		description: 'Update an existing instance',
	},
	fields: [
		instanceField(show),
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			displayOptions: { show },
			options: [
				furtherConfigurationField,
				{
					displayName: 'Configured Application Name',
					name: 'appName',
					type: 'string',
					default: '',
					placeholder: 'e.g. Cloud Elements Connector',
					hint: APP_NAME_HINT,
					description: 'Another one makes the service connect anew',
				},
				eventsField,
				{
					displayName: 'Host Name/IP',
					name: 'hostIp',
					type: 'string',
					default: '',
					placeholder: 'e.g. https://4711.g2c.cloud-elements.com',
					hint: HOST_HINT,
					description: 'Another one makes the service connect anew',
				},
				{
					displayName: 'Instance Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. Store 12',
					description: 'Name under which you will find the instance from now on',
				},
				{
					displayName: 'Tag Mode',
					name: 'tagMode',
					type: 'options',
					options: [
						{ name: 'Add', value: 'add', description: 'Keep the tags there are and add these' },
						{ name: 'Remove', value: 'remove', description: 'Take these tags off the instance' },
						{ name: 'Replace', value: 'replace', description: 'Leave these tags and no others' },
					],
					default: 'replace',
					description: "What to do with the tags under 'Tags'",
				},
				tagsField,
			],
		},
		simplifyField(show),
		optionsField(show, WRITE_TIMEOUT_MS, 'off'),
	],
	timeoutMs: WRITE_TIMEOUT_MS,
	target: 'instance',
	read: (item) => ({ ...readChanges(item), choice: readOutputChoice(item, false) }),
	subject: () => ({ action: 'update the instance' }),
	async execute({ changes, masked, choice }, { run, instanceId, policy, problems }) {
		for (const [key, value] of Object.entries(changes.configuration)) {
			if (isSecretKey(key)) run.session.client.redactor.add(value);
		}
		const { instances } = run.session;
		const { instance, notApplied, hints } = await updateInstance(
			instances,
			instanceId,
			changes,
			policy,
		);
		for (const hint of hints) problems.warn(hint);
		const marks = {
			...creationMarks({ notApplied }),
			...(masked.length > 0 ? { notCompared: masked } : {}),
		};
		return { items: [{ ...shapeInstance(instance, choice), ...marks }] };
	},
};

/** @returns What is to change, and the keys whose given values were masked: those stay as they are. */
function readChanges(item: ItemInput): { changes: InstanceChanges; masked: string[] } {
	const { problems } = item;
	const given = item.get('updateFields', {}) as IDataObject;
	const shown = takeMasked(given);
	const fields = shown.kept;
	const configuration = takeMasked(readConfigurationFields(fields, problems));
	const masked = [...shown.masked, ...configuration.masked];
	const changes: InstanceChanges = { configuration: configuration.kept };
	const { appName, hostIp } = CONFIGURATION_KEYS;
	if (fields.name !== undefined) {
		changes.name = readRequired(fields.name, 'Instance Name', 'name', problems);
	}
	if (fields.appName !== undefined) {
		changes.appName = readRequired(fields.appName, appName.label, appName.key, problems);
	}
	if (fields.hostIp !== undefined) {
		changes.hostIp = readRequired(fields.hostIp, hostIp.label, hostIp.key, problems);
	}
	if (fields.tags !== undefined) {
		const mode = (fields.tagMode ?? 'replace') as TagMode;
		const given = readTags(fields.tags, problems) ?? [];
		if (given.length === 0 && mode !== 'replace') problems.add(`Tags names no tag to ${mode}`);
		changes.tags = { given, mode };
	} else if (isGiven(fields.tagMode)) {
		problems.add("'Tag Mode' is set without 'Tags'");
	}
	if (Object.keys(changes).length === 1 && Object.keys(changes.configuration).length === 0) {
		problems.add(
			masked.length > 0
				? `Nothing to change: only masked values were given (${masked.join(', ')})`
				: "Nothing to change: add a field under 'Update Fields'",
		);
	}
	return { changes, masked };
}
