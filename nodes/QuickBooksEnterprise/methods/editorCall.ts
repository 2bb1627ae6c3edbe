import type { ILoadOptionsFunctions, INodeParameterResourceLocator } from 'n8n-workflow';

import { InstanceDirectory } from '../provisioning/directory';
import { InstanceApi } from '../provisioning/instanceApi';
import { HubCall } from '../records/hubCall';
import { RecordTokens } from '../records/recordTokens';
import { CloudElementsClient } from '../transport/client';
import { InputFault } from '../transport/failure';
import { toNodeError } from '../transport/nodeErrors';
import { settle } from '../transport/settle';
import { NO_SLOT } from '../transport/slot';
import { EDITOR_PATIENCE } from './editorPatience';

/**
 * The way through the instance that is picked in the editor.
 * Errors: InputFault where none is picked yet or it is known only when the workflow runs.
 */
export async function openEditorCall(context: ILoadOptionsFunctions): Promise<HubCall> {
	const { mode, value } = readInstance(context);
	const client = await CloudElementsClient.open(context);
	const id =
		mode === 'name' ? await new InstanceDirectory(client).idOfName(value, EDITOR_PATIENCE) : value;
	const tokens = new RecordTokens(new InstanceApi(client));
	const access = await settle(tokens.accessTo(id, EDITOR_PATIENCE));
	if (access.ok) return new HubCall(client, EDITOR_PATIENCE, access.value, NO_SLOT);
	// Worded here: what follows is about records, and this is about the instance.
	throw toNodeError(access.error, context.getNode(), 0, {
		action: 'read the instance',
		instanceId: id,
	});
}

/** Errors: InputFault where no instance is known yet. */
function readInstance(context: ILoadOptionsFunctions): { mode: string; value: string } {
	const given = context.getCurrentNodeParameter('instanceId') as
		| INodeParameterResourceLocator
		| string
		| undefined;
	const { mode, value } =
		typeof given === 'object' && given !== null ? given : { mode: 'id', value: given };
	const text = String(value ?? '').trim();
	if (text === '') {
		throw new InputFault(
			["Pick an 'Instance' first"],
			'The list shows the records of the company file behind the instance.',
		);
	}
	if (text.startsWith('=')) {
		throw new InputFault(
			["'Instance' is set by an expression, so it is known only when the workflow runs"],
			"Give the record by its ID, or pick an 'Instance' while you look for the record.",
		);
	}
	if (mode !== 'name' && !/^\d+$/.test(text)) {
		throw new InputFault(
			["'Instance' must be the number that is its ID"],
			'Pick it from the list.',
		);
	}
	return { mode, value: text };
}
