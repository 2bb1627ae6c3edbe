import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../common/json/isRecord';
import { isMasked } from '../../transport/redaction/redaction';
import type { InstanceBody } from './instanceBody';

/**
 * Takes out what the service shows in place of a secret. Sent back, it would become the value.
 *
 * @param body A body as given, such as what Get gave.
 * @returns The body without masked values, and the keys that had one.
 */
export function withoutMasked(body: InstanceBody): { body: InstanceBody; masked: string[] } {
	const top = takeMasked(body);
	const masked = [...top.masked];
	const entries = Object.entries(top.kept).map(([key, value]) => {
		if (key === 'configuration' && isRecord(value)) {
			const configuration = takeMasked(value as IDataObject);
			masked.push(...configuration.masked);
			return [key, configuration.kept];
		}
		if (key !== 'tags' || !Array.isArray(value)) return [key, value];
		const tags = (value as unknown[]).filter((tag) => !isMasked(tag));
		if (tags.length < value.length) masked.push(key);
		return [key, tags];
	});
	return { body: Object.fromEntries(entries) as InstanceBody, masked };
}

/** Sorts members into those with a masked value, by key, and the others. */
export function takeMasked(members: IDataObject): { kept: IDataObject; masked: string[] } {
	const entries = Object.entries(members);
	return {
		kept: Object.fromEntries(entries.filter(([, value]) => !isMasked(value))),
		masked: entries.filter(([, value]) => isMasked(value)).map(([key]) => key),
	};
}
