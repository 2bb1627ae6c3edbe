import type { IDisplayOptions } from 'n8n-workflow';

import { resourcesWith } from '../../catalogue/resources';
import type { RecordOperation } from '../../catalogue/types';

/** Shows a field for operations on records, with every resource that has one of them. */
export function showForRecords(
	...operations: RecordOperation[]
): NonNullable<IDisplayOptions['show']> {
	const values = operations.flatMap((operation) =>
		resourcesWith(operation).map(({ value }) => value),
	);
	return { resource: [...new Set(values)], operation: operations };
}
