import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

import type { RequestPolicy } from '../../../transport/request';
import { isInstanceId } from '../../../instances/instance';
import type { NameResolver } from '../../../instances/nameResolver';
import { readLocator, type ParameterSource } from './locator';

const LABEL = 'Instance';

/** Which instance is meant: by its ID or by its name. */
export interface InstanceChoice {
	mode: 'id' | 'name';
	value: string;
}

/**
 * The field that picks an instance. Like the other locators it has no pattern of n8n's own: n8n gives one
 * 250 ms before a run and, on a busy machine, fails the run for want of time. The value is checked here.
 *
 * @param show When it shows; always, without.
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

/** Reads which instance is meant. What cannot be used goes to the problems of the source. */
export function readInstanceChoice(source: ParameterSource): InstanceChoice {
	const { mode, value } = readLocator(source, 'instanceId');
	const note = (complaint: string) =>
		source.problems.add(`${LABEL} (instanceId) ${complaint}`, 'instanceId');
	if (value === '') note('is empty');
	if (mode === 'name') return { mode, value };
	if (value !== '' && !isInstanceId(value))
		note('must be its ID: a number or a GUID, not a name or a token');
	return { mode: 'id', value };
}

/**
 * Finds the ID of the instance that is meant. By name it reads the list of instances, once for all items.
 *
 * @throws InputError where no instance has the name, or several; RequestFailure.
 */
export async function locateInstance(
	{ mode, value }: InstanceChoice,
	nameResolver: NameResolver,
	policy: RequestPolicy,
): Promise<string> {
	return mode === 'name' ? await nameResolver.idOfName(value, policy) : value;
}
