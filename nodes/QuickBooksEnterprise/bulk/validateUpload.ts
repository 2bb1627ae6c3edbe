import { sleep } from 'n8n-workflow';

import { validateRecord } from '../catalogue/validation/validateRecord';
import { isEmpty, type Members } from '../catalogue/validation/walk';
import { loadFields } from '../catalogue/fields';
import { RESOURCES } from '../catalogue/resources';
import type { Resource, ResourceFields } from '../catalogue/types';
import { RequestFailure } from '../transport/errors/failure';
import { InputError } from '../common/problems';
import { settle } from '../common/settle';
import { lostCharacters } from '../records/input/characters/keepableText';
import { otherObjectResource } from '../records/input/otherObject';
import { withParent } from '../records/input/references';
import { spaceAround } from '../records/input/spaceAround';
import { otherTypeFinding } from '../records/input/validateInput';
import { isBlank } from '../records/matching/sameValue';
import { ColumnNames, headingProblems } from './headings';
import type { FileFormat } from './recordStream';
import type { UploadBody } from './uploadBody';
import { rowsOf, type UploadRow } from './uploadRows';

/** Most problems that are shown; a column that is wrong is wrong in every row. */
const MAX_SHOWN = 50;

/** Rows after which everything else in n8n gets its turn: it has one thread for all workflows. */
const ROWS_AT_ONCE = 200;

const MEND = 'Put right what is named, in the file or before it. Nothing was sent.';

/** A file that was read and has nothing wrong. */
export interface ValidatedUpload {
	rowCount: number;
	/** Fields of which the catalogue knows nothing, each once. */
	unknownFields: string[];
	/** Fields that hold something and that a new record does not take, each once. */
	unusedFields: string[];
}

/** The resource that an object's name means: the service's own list or QuickBooks' name; none for others. */
export function resourceOfObject(objectName: string): Resource | undefined {
	return RESOURCES.find(({ path, qbObject }) => path === objectName || qbObject === objectName);
}

/**
 * What an object is called in bulk jobs, where a name almost is that of a resource, such as `Customers` or `invoice`.
 *
 * @returns undefined for a name that is right, and for one of an object without a resource.
 */
export function objectNameLike(objectName: string): string | undefined {
	if (resourceOfObject(objectName)) return undefined;
	const wanted = objectName.toLowerCase();
	return RESOURCES.find(({ path, qbObject, value }) =>
		[path, qbObject, value].some((name) => name.toLowerCase() === wanted),
	)?.path;
}

/**
 * Validates every row of a file against the catalogue, as creates, before any of it is sent.
 *
 * @param isWindows1252 Whether the company file keeps the characters of Windows-1252 alone.
 * @throws InputError that names rows and fields, 50 problems at most, and how many more there are.
 */
export async function validateUpload(
	body: UploadBody,
	objectName: string,
	format: FileFormat,
	isWindows1252 = true,
): Promise<ValidatedUpload> {
	const resource = resourceOfObject(objectName);
	const fields = resource ? await loadFields(resource) : undefined;
	const columns = fields ? new ColumnNames(fields) : undefined;
	const known = resource && columns ? { resource, columns } : undefined;
	const look = known && fields ? lookFor(known.resource, fields, known.columns) : undefined;
	const inTexts = resource ?? otherObjectResource(objectName);
	const shown: string[] = [];
	const idFields = new Set<string>();
	const remarks: Remarks = { unknown: new Set(), unused: new Set() };
	let hasLost = false;
	let rowCount = 0;
	let findingCount = 0;
	const reading = await settle(
		(async () => {
			const onHeading = (names: readonly string[]) => {
				const problems = headingProblems(names, known);
				if (problems.length > 0) throw new InputError(problems, MEND);
			};
			for await (const row of rowsOf(body.chunks(), format, onHeading)) {
				rowCount++;
				if (rowCount % ROWS_AT_ONCE === 0) await sleep(0);
				for (const name of idsIn(row)) idFields.add(name);
				const lost = 'record' in row ? lostCharacters(row.record, inTexts, isWindows1252) : [];
				hasLost ||= lost.length > 0;
				const found = [...(look ? look(row, remarks) : ownComplaint(row)), ...lost];
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
		if (findingCount > MAX_SHOWN) shown.push(`… and ${findingCount - MAX_SHOWN} more problems`);
		const isOther = shown.some((text) => text.includes(' is no UTF-8; in Windows-1252'));
		const mends = [...(isOther ? [ENCODING_MEND] : []), ...(hasLost ? [CODE_PAGE_MEND] : []), MEND];
		throw new InputError(shown, mends.join(' '));
	}
	return {
		rowCount,
		unknownFields: [...remarks.unknown],
		unusedFields: [...remarks.unused],
	};
}

const ENCODING_MEND =
	"Save the file as 'CSV UTF-8', or pick what it is written in as 'Encoding' under 'Options'.";

const CODE_PAGE_MEND =
	"If the company file keeps another code page, say so as 'Code Page' under 'Options'.";

/** Members that only a record has that is there already. */
const ID_FIELDS = ['id', 'ListID', 'TxnID', 'EditSequence'];

function idsIn(row: UploadRow): string[] {
	return 'record' in row ? ID_FIELDS.filter((name) => !isEmpty(row.record[name])) : [];
}

/** The bulk service has no upsert (documented): rows of records that are there would make them twice. */
function onlyCreates(names: readonly string[]): string {
	return `The rows have ${names.join(', ')}, as records that are there do, and a bulk upload creates new ones only: leave that out, or change records with 'Create or Update'`;
}

/** Paths of fields that are worth a remark, each once. */
interface Remarks {
	unknown: Set<string>;
	unused: Set<string>;
}

type Look = (row: UploadRow, remarks: Remarks) => string[];

function lookFor(resource: Resource, fields: ResourceFields, columns: ColumnNames): Look {
	return (row, { unknown, unused }) => {
		if ('complaint' in row) return ownComplaint(row);
		const { record } = row;
		const check = validateRecord({ resource, fields, record, operation: 'create' });
		const misplaced = check.unusedFields.flatMap(({ path, label, reason }) => {
			const finding =
				reason === 'otherItemType' ? otherTypeFinding(fields, record, label, path) : undefined;
			if (finding !== undefined) return [finding];
			if (!isBlank(record[path])) unused.add(path.replace(/\[\d+\]/g, ''));
			return [];
		});
		const misspelt = check.unknownFields.flatMap(({ path, suggestion: given }) => {
			const suggestion = given ?? columns.suggestion(path);
			if (suggestion) return [`${path} is not a field of ${resource.label}; write ${suggestion}`];
			unknown.add(path.replace(/\[\d+\]/g, ''));
			return [];
		});
		const problems = check.problems.map(({ message }) => message.replace(/\.$/, ''));
		const misnamed = [...parentless(record, resource), ...spaceAround(record, resource)];
		return [...problems, ...misspelt, ...misplaced, ...misnamed];
	};
}

/** A full name is passed over, so that the record would stand at the top. */
function parentless(record: Members, resource: Resource): string[] {
	const { nested } = resource.match ?? {};
	if (!nested || withParent(record, resource) === record) return [];
	return [
		`${nested.field} puts the record under another one, and QuickBooks passes it over; name that one in ${nested.parent}.FullName`,
	];
}

const ownComplaint: (row: UploadRow) => string[] = (row) =>
	'complaint' in row ? [row.complaint] : [];

function unreadableFile(error: unknown, format: FileFormat): unknown {
	if (!(error instanceof RequestFailure && error.kind === 'unreadable')) return error;
	return new InputError(
		[`The file cannot be read as ${format.toUpperCase()}`],
		"It must be a list of JSON objects, or one object per line. Look at the file, or pick another 'Format'. Nothing was sent.",
	);
}
