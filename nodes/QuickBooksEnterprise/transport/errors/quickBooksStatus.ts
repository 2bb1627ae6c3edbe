import { QUICKBOOKS_STATUSES, type QuickBooksStatus } from './quickBooksTable';
import { maskNames, unmask, type MaskedText } from './quotedNames';

/**
 * How the service passes QuickBooks' statuses on is not public: neither the HTTP status nor the member that carries the
 * text. So they are read by the code where the text names one, and else by QuickBooks' sentences. What stands in
 * quotation marks decides nothing.
 */

/** A code that a text names. Short numbers are left out: they could be HTTP statuses. */
const NAMED_CODE =
	/\b(?:status ?code|status|error(?: ?code)?|code|qbxml)\b(?:\s*=\s*(«\d+»)|\W{0,3}(1030|3[0-3]\d{2}|900[1-5])\b)/i;

/** A line of the table that fits what was said, with the parts that its sentence caught. */
export interface RecognisedStatus {
	status: QuickBooksStatus;
	caught: string[];
}

/**
 * Which line of the table a text belongs to.
 *
 * @param text - What the service or QuickBooks said.
 * @returns Undefined where QuickBooks says nothing that is known.
 */
export function recogniseStatus(text: string | undefined): RecognisedStatus | undefined {
	if (!text) return undefined;
	const readings = maskNames(text);
	const code = readings.map(codeIn).find((named) => named !== undefined);
	for (const status of QUICKBOOKS_STATUSES.filter(({ codes }) => codes.includes(code ?? NaN))) {
		const caught = readings.map((reading) => catchIn(reading, status)).find(Boolean);
		if (caught || !status.needsSentence) return { status, caught: caught ?? [] };
	}
	for (const reading of readings) {
		for (const status of QUICKBOOKS_STATUSES) {
			const caught = catchIn(reading, status);
			if (caught) return { status, caught };
		}
	}
	return undefined;
}

function codeIn({ text, names }: MaskedText): number | undefined {
	const [, masked, plain] = NAMED_CODE.exec(text) ?? [];
	const code = Number(plain ?? unmask(masked ?? '', names));
	return Number.isInteger(code) && code > 0 ? code : undefined;
}

/** What the sentence of a line catches in a text; undefined where it is not there. */
function catchIn(
	{ text, names }: MaskedText,
	{ sentence }: QuickBooksStatus,
): string[] | undefined {
	const match = sentence?.exec(text);
	return match?.slice(1).map((part: string | undefined) => unmask(part ?? '', names));
}

/** Whether QuickBooks itself refused, so that certainly nothing was done. */
export function isRefusal(text: string | undefined): boolean {
	const effect = recogniseStatus(text)?.status.effect;
	return effect === 'refused' || effect === 'inUse' || effect === 'missing';
}

/** Whether somebody is using the record just now, so that a later try may succeed. */
export function isInUse(text: string | undefined): boolean {
	return recogniseStatus(text)?.status.effect === 'inUse';
}

/** Whether QuickBooks may have done a part of it. */
export function isUnclear(text: string | undefined): boolean {
	return recogniseStatus(text)?.status.effect === 'unclear';
}

/** Whether connector and QuickBooks speak different versions (documented), so that nothing was done. */
export function isVersionMismatch(text: string | undefined): boolean {
	return recogniseStatus(text)?.status.effect === 'mismatch';
}

/** Whether the `EditSequence` that was sent is not the record's current one. */
export function isStaleSequence(text: string | undefined): boolean {
	return recogniseStatus(text)?.status.codes.includes(3200) ?? false;
}

/** What a reference named that QuickBooks does not have; undefined where the text does not say so. */
export function unknownReference(text: string | undefined): string | undefined {
	const recognised = recogniseStatus(text);
	return recognised?.status.codes.includes(3140) ? recognised.caught[1] : undefined;
}

/** Whether the name is taken by another record of the list, or by an inactive one. */
export function isNameTaken(text: string | undefined): boolean {
	return recogniseStatus(text)?.status.codes.includes(3100) ?? false;
}

/**
 * Whether QuickBooks has nothing of what was asked for.
 *
 * @param id - The record that was asked for; an answer that names another one says nothing about it. Without it
 * a whole list was.
 * @param mustNameIt - Whether the answer has to name the id: something else may be what is missing.
 */
export function saysMissing(text: string | undefined, id?: string, mustNameIt = false): boolean {
	const recognised = recogniseStatus(text);
	if (recognised?.status.effect !== 'missing') return false;
	const named = recognised.caught.filter((name) => name !== '');
	return named.length > 0 ? named.every((name) => name === id) : !mustNameIt;
}
