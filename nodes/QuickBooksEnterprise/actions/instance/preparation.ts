import type { IDataObject } from 'n8n-workflow';

import { Findings } from '../../provisioning/findings';
import type { OutputChoice } from '../../provisioning/instanceOutput';
import type { Patience } from '../../transport/client';
import { readInstance } from '../instanceLocator';
import type { Run } from '../operation';
import { readIncludeToken, readPatience } from '../options';
import type { Parameters } from '../parameters';
import type { PreparedItem } from '../perItem';

/** Reads what of an instance an item wants in its output. */
export function readOutputChoice(
	parameters: Parameters,
	itemIndex: number,
	tokenByDefault: boolean,
): OutputChoice {
	return {
		simplify: parameters.get('simplify', itemIndex, true) as boolean,
		includeToken: readIncludeToken(parameters, itemIndex, tokenByDefault),
	};
}

/**
 * Prepares an item whose operation works on one instance that exists.
 * In: the default time limit in milliseconds; what is done, for messages; the work, given the id;
 * findings that were noted already.
 * Errors: InputFault that lists everything missing or wrong.
 */
export function prepareForInstance(
	run: Run,
	itemIndex: number,
	timeoutMs: number,
	action: string,
	execute: (id: string, patience: Patience) => Promise<IDataObject[]>,
	findings: Findings = new Findings(),
): PreparedItem {
	const patience = readPatience(run.parameters, itemIndex, timeoutMs, findings);
	const locate = readInstance(run, itemIndex, patience, findings);
	findings.throwIfAny(
		"Put right what is named. 'Get Many' lists the instances there are, with their IDs.",
	);
	return {
		subject: { action },
		locate,
		execute: async (id) => await execute(id, patience),
	};
}

/** What an output says about how its instance came to be; nothing where nothing went out of the way. */
export function creationMarks(
	recovered = false,
	duplicateIds: readonly string[] = [],
): IDataObject {
	return {
		...(recovered ? { recovered } : {}),
		...(duplicateIds.length > 0 ? { duplicateIds: duplicateIds.map(Number) } : {}),
	};
}
