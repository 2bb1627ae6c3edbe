import { checkRecord } from '../catalogue/checks';
import { isEmpty } from '../catalogue/checking/walk';
import { loadFields } from '../catalogue/fields';
import { RESOURCES } from '../catalogue/resources';
import type { Resource } from '../catalogue/types';
import { InputFault, RequestFailure } from '../transport/failure';
import { settle } from '../transport/settle';
import type { FileFormat } from './recordStream';
import type { UploadBody } from './uploadBody';
import { rowsOf, type UploadRow } from './uploadRows';

/** Most findings that are shown; a column that is wrong is wrong in every row. */
const MAX_SHOWN = 50;

/** A file that was read and has nothing wrong. */
export interface CheckedUpload {
	rowCount: number;
	/** Fields of which the catalogue knows nothing, each once. */
	unknownFields: string[];
}

/** The resource that an object's name means: the service's own list or QuickBooks' name; none for others. */
export function resourceOfObject(objectName: string): Resource | undefined {
	return RESOURCES.find(({ path, qbObject }) => path === objectName || qbObject === objectName);
}

/**
 * Holds every row of a file against the catalogue, as creates, before any of it is sent.
 * Errors: InputFault that names rows and fields, at most 50 findings, and how many more there are.
 */
export async function checkUpload(
	body: UploadBody,
	objectName: string,
	format: FileFormat,
): Promise<CheckedUpload> {
	const resource = resourceOfObject(objectName);
	const look = resource ? await lookFor(resource) : undefined;
	const shown: string[] = [];
	const idFields = new Set<string>();
	const unknown = new Set<string>();
	let rowCount = 0;
	let findingCount = 0;
	const reading = await settle(
		(async () => {
			for await (const row of rowsOf(body.chunks(), format)) {
				rowCount++;
				for (const name of idsIn(row)) idFields.add(name);
				const found = look ? look(row, unknown) : ownComplaint(row);
				findingCount += found.length;
				for (const finding of found) {
					if (shown.length < MAX_SHOWN) shown.push(`Row ${row.number}: ${finding}`);
				}
			}
		})(),
	);
	if (!reading.ok) throw unreadableFile(reading.error, format);
	if (rowCount === 0) shown.push('The file holds no rows');
	if (idFields.size > 0) shown.unshift(onlyCreates([...idFields]));
	if (shown.length > 0) {
		if (findingCount > MAX_SHOWN) shown.push(`… and ${findingCount - MAX_SHOWN} more findings`);
		throw new InputFault(
			shown,
			'Put right what is named, in the file or before it. Nothing was sent.',
		);
	}
	return { rowCount, unknownFields: [...unknown] };
}

/** Members that only a record has that is there already. */
const ID_FIELDS = ['id', 'ListID', 'TxnID', 'EditSequence'];

function idsIn(row: UploadRow): string[] {
	return 'record' in row ? ID_FIELDS.filter((name) => !isEmpty(row.record[name])) : [];
}

/** The bulk service has no upsert (documented): rows of records that are there would make them twice. */
function onlyCreates(names: readonly string[]): string {
	return `The rows have ${names.join(', ')}, as records that are there do, and a bulk upload creates new ones only: leave that out, or change records with 'Create or Update'`;
}

type Look = (row: UploadRow, unknown: Set<string>) => string[];

async function lookFor(resource: Resource): Promise<Look> {
	const fields = await loadFields(resource);
	return (row, unknown) => {
		if ('complaint' in row) return ownComplaint(row);
		const check = checkRecord({ resource, fields, record: row.record, operation: 'create' });
		const misspelt = check.unknownFields.flatMap(({ path, suggestion }) => {
			if (suggestion) return [`${path} is not a field of ${resource.label}; write ${suggestion}`];
			unknown.add(path.replace(/\[\d+\]/g, ''));
			return [];
		});
		return [...check.findings.map(({ message }) => message.replace(/\.$/, '')), ...misspelt];
	};
}

const ownComplaint: (row: UploadRow) => string[] = (row) =>
	'complaint' in row ? [row.complaint] : [];

function unreadableFile(error: unknown, format: FileFormat): unknown {
	if (!(error instanceof RequestFailure && error.kind === 'unreadable')) return error;
	return new InputFault(
		[`The file cannot be read as ${format.toUpperCase()}`],
		"It must be a list of JSON objects, or one object per line. Look at the file, or pick another 'Format'. Nothing was sent.",
	);
}
