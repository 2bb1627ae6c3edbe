import type { IDataObject } from 'n8n-workflow';

import { PRODUCT_NAME } from '../../constants';
import { isGiven, readConfigurationFields } from '../../provisioning/configuration';
import { CONFIGURATION_KEYS } from '../../provisioning/configurationKeys';
import { Findings } from '../../provisioning/findings';
import { readRequired } from '../../provisioning/instanceBody';
import { shapeInstance } from '../../provisioning/instanceOutput';
import {
	unsentKeysHint,
	updateInstance,
	type InstanceChanges,
} from '../../provisioning/instanceUpdate';
import { readTags, type TagMode } from '../../provisioning/tags';
import { isSecretKey } from '../../transport/redaction';
import { showForInstance, simplifyField } from '../display';
import { instanceField } from '../instanceLocator';
import type { Operation } from '../operation';
import { optionsField, WRITE_TIMEOUT_MS } from '../options';
import { eventsField, furtherConfigurationField, tagsField } from './configurationFields';
import type { Parameters } from '../parameters';
import { perItem } from '../perItem';
import { prepareForInstance, readOutputChoice } from './preparation';

const show = showForInstance('update');

/** Changes an instance in place: its ID and token stay the same. */
export const update: Operation = perItem(
	{
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
						description:
							'Exactly as authorised in QuickBooks. Another one makes the service connect anew.',
					},
					eventsField,
					{
						displayName: 'Host Name/IP',
						name: 'hostIp',
						type: 'string',
						default: '',
						placeholder: 'e.g. https://4711.g2c.cloud-elements.com',
						description:
							"The address that the connector's registrations panel shows. Another one makes the service connect anew.",
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
	},
	(run, itemIndex) => {
		const { parameters } = run;
		const findings = new Findings();
		const changes = readChanges(parameters, itemIndex, findings);
		for (const [key, value] of Object.entries(changes.configuration)) {
			if (isSecretKey(key)) run.client.redactor.add(value);
		}
		const choice = readOutputChoice(parameters, itemIndex, false);
		return prepareForInstance(
			run,
			itemIndex,
			WRITE_TIMEOUT_MS,
			'update the instance',
			async (id, patience) => {
				const { instance, unsentKeys } = await updateInstance(run.instances, id, changes, patience);
				const hint = unsentKeysHint(id, unsentKeys);
				if (hint) run.hint(hint);
				return [shapeInstance(instance, choice)];
			},
			findings,
		);
	},
);

function readChanges(
	parameters: Parameters,
	itemIndex: number,
	findings: Findings,
): InstanceChanges {
	const fields = parameters.get('updateFields', itemIndex, {}) as IDataObject;
	const changes: InstanceChanges = { configuration: readConfigurationFields(fields, findings) };
	const { appName, hostIp } = CONFIGURATION_KEYS;
	if (fields.name !== undefined) {
		changes.name = readRequired(fields.name, 'Instance Name', 'name', findings);
	}
	if (fields.appName !== undefined) {
		changes.appName = readRequired(fields.appName, appName.label, appName.key, findings);
	}
	if (fields.hostIp !== undefined) {
		changes.hostIp = readRequired(fields.hostIp, hostIp.label, hostIp.key, findings);
	}
	if (fields.tags !== undefined) {
		const mode = (fields.tagMode ?? 'replace') as TagMode;
		const given = readTags(fields.tags, findings) ?? [];
		if (given.length === 0 && mode !== 'replace') findings.add(`Tags names no tag to ${mode}`);
		changes.tags = { given, mode };
	} else if (isGiven(fields.tagMode)) {
		findings.add("'Tag Mode' is set without 'Tags'");
	}
	if (Object.keys(changes).length === 1 && Object.keys(changes.configuration).length === 0) {
		findings.add("Nothing to change: add a field under 'Update Fields'");
	}
	return changes;
}
