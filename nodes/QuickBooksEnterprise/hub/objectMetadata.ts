import { isRecord } from '../common/json/isRecord';

/** A field of an object as the service describes it. */
export interface ObjectField {
	/** Dotted: `CustomerRef.FullName`. */
	path: string;
	label: string;
	isRequired: boolean;
	isReadOnly: boolean;
	isBoolean: boolean;
}

/**
 * Reads what `/objects/{name}/metadata` gives. Two generations of it are known: `vendorPath` with
 * `vendorDisplayName` (observed), and `path` (observed). What cannot be read is left out.
 */
export function readObjectFields(metadata: unknown): ObjectField[] {
	const fields = isRecord(metadata) ? metadata.fields : metadata;
	if (!Array.isArray(fields)) return [];
	return fields.filter(isRecord).flatMap((field) => {
		const path = text(field.vendorPath) ?? text(field.path);
		if (path === undefined || path.includes('[')) return [];
		return [
			{
				path,
				label: text(field.vendorDisplayName) ?? path,
				isRequired: isTrue(field.vendorRequired),
				isReadOnly: isTrue(field.vendorReadOnly),
				isBoolean: /^bool/i.test(text(field.type) ?? ''),
			},
		];
	});
}

/** The names in an answer of `/objects`: texts, or with a newer version of it objects (observed). */
export function readObjectNames(body: unknown): string[] {
	if (!Array.isArray(body)) return [];
	const names = (body as unknown[]).map((entry) => text(isRecord(entry) ? entry.name : entry));
	return [...new Set(names.filter((name): name is string => name !== undefined))].sort();
}

function text(value: unknown): string | undefined {
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function isTrue(value: unknown): boolean {
	return value === true || value === 'true';
}
