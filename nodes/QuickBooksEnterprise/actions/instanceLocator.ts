import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

import type { Findings } from '../provisioning/findings';
import type { Patience } from '../transport/client';
import type { InstanceDirectory } from '../provisioning/directory';
import { readLocator } from './locator';
import type { Parameters } from './parameters';

const LABEL = 'Instance';

/** What reading an instance needs: a run of the action node, or a trigger. */
export interface InstanceReader {
	readonly parameters: Pick<Parameters, 'get'>;
	readonly directory: InstanceDirectory;
}

/**
 * The field that picks an instance. In: when it shows; always, without. Like the other locators it has no pattern of n8n's own: n8n gives one
 * 250 ms before a run and, on a busy machine, fails the run for want of time. The value is checked here.
 */
export function instanceField(show: IDisplayOptions['show']): INodeProperties {
	return {
		displayName: LABEL,
		name: 'instanceId',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		description: 'The connection to one company file',
		// n8n 2.0 cannot load a node, nor list anything for a field, with a rule that is there without a value.
		...(show ? { displayOptions: { show } } : {}),
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select an instance…',
				typeOptions: { searchListMethod: 'searchInstances', searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 428957',
			},
			{
				displayName: 'By Name',
				name: 'name',
				type: 'string',
				placeholder: 'e.g. Store 12',
			},
		],
	};
}

/**
 * Reads which instance an item means.
 * Out: a function that gives its id; by name it reads the list of instances, once for all items.
 * What cannot be used is noted in `findings`.
 */
export function readInstance(
	run: InstanceReader,
	itemIndex: number,
	patience: Patience,
	findings: Findings,
): () => Promise<string> {
	const { mode, value } = readLocator(run.parameters, 'instanceId', itemIndex);
	if (value === '') findings.add(`${LABEL} (instanceId) is empty`);
	if (mode === 'name') {
		if (value !== '') run.directory.expect(value);
		return async () => await run.directory.idOfName(value, patience);
	}
	// Ids are numbers (observed). Anything else, such as a pasted token, must not get into an address.
	if (value !== '' && !/^\d+$/.test(value))
		findings.add(`${LABEL} (instanceId) must be the number that is its ID`);
	return async () => value;
}
