import type { ILoadOptionsFunctions, INodeParameterResourceLocator } from 'n8n-workflow';

import type { HubCall } from '../hub/hubCall';
import { Session } from '../hub/session';
import { isInstanceId } from '../instances/instance';
import { InputError } from '../common/problems';
import { toNodeError } from '../transport/errors/nodeErrors';
import { settle } from '../common/settle';
import { EDITOR_POLICY } from './editorPolicy';

/**
 * The way through the instance that is picked in the editor.
 *
 * @throws InputError where none is picked yet, or it is known only when the workflow runs.
 */
export async function openEditorCall(context: ILoadOptionsFunctions): Promise<HubCall> {
	const { mode, value } = readInstance(context);
	const session = await Session.open(context);
	const id = mode === 'name' ? await session.nameResolver.idOfName(value, EDITOR_POLICY) : value;
	const opened = await settle(session.through(id, EDITOR_POLICY));
	if (opened.ok) return opened.value;
	// Worded here: what follows is about records, and this is about the instance.
	throw toNodeError(opened.error, context.getNode(), 0, {
		action: 'read the instance',
		instanceId: id,
	});
}

/** @throws InputError where no instance is known yet. */
function readInstance(context: ILoadOptionsFunctions): { mode: string; value: string } {
	const given = context.getCurrentNodeParameter('instanceId') as
		| INodeParameterResourceLocator
		| string
		| undefined;
	const { mode, value } =
		typeof given === 'object' && given !== null ? given : { mode: 'id', value: given };
	const text = String(value ?? '').trim();
	if (text === '') {
		throw new InputError(
			["Pick an 'Instance' first"],
			'The list shows the records of the company file behind the instance.',
		);
	}
	if (text.startsWith('=')) {
		throw new InputError(
			["'Instance' is set by an expression, so it is known only when the workflow runs"],
			"Give the record by its ID, or pick an 'Instance' while you look for the record.",
		);
	}
	if (mode !== 'name' && !isInstanceId(text)) {
		throw new InputError(
			["'Instance' must be its ID: a number or a GUID, not a name or a token"],
			'Pick it from the list.',
		);
	}
	return { mode, value: text };
}
