import type { AuditEntry } from '../../store';
import { ADMINISTRATION_TEXTS } from '../administrationTexts';
import { timeText } from '../times';

const { actions, ways } = ADMINISTRATION_TEXTS.audit;

/** @returns a line of the log */
export function auditLine({ atMs, action, way, address, instanceName, detail }: AuditEntry) {
	return {
		at: timeText(atMs),
		action: actions[action],
		way: `${ways[way]}, ${address}`,
		instance: instanceName ?? '',
		detail: detail ?? '',
	};
}
