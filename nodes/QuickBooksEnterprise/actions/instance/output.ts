import type { IDataObject } from 'n8n-workflow';

import { outputId } from '../../instances/instance';
import type { OutputChoice } from '../../instances/instanceOutput';
import { readIncludeToken } from '../fields/options';
import type { ItemInput } from '../run/itemInput';

/** Reads what of an instance an item wants in its output. */
export function readOutputChoice(item: ItemInput, tokenByDefault: boolean): OutputChoice {
	return {
		simplify: item.get('simplify', true) as boolean,
		includeToken: readIncludeToken(item, tokenByDefault),
	};
}

/** How an instance came to be, as far as anything went out of the way. */
export interface CreationMarks {
	recovered?: boolean;
	duplicateIds?: readonly string[];
	removedTwinId?: string;
	notApplied?: readonly string[];
}

/** What an output says about how its instance came to be; nothing where nothing went out of the way. */
export function creationMarks(marks: CreationMarks): IDataObject {
	const { recovered = false, duplicateIds = [], removedTwinId, notApplied = [] } = marks;
	return {
		...(recovered ? { recovered } : {}),
		...(duplicateIds.length > 0 ? { duplicateIds: duplicateIds.map(outputId) } : {}),
		...(removedTwinId ? { removedTwinId: outputId(removedTwinId) } : {}),
		...(notApplied.length > 0 ? { notApplied: [...notApplied] } : {}),
	};
}
