import type { Wording } from './wording';

/**
 * What QuickBooks, its connector and the tunnel to them say, and what to do about it: one table.
 *
 * The codes are those of QuickBooks' own interface (qbXML). How the service passes them on is not
 * public: neither the HTTP status nor the member that carries the text. So they are recognised by
 * QuickBooks' words, and by a code where a text names one (our choice).
 */
export interface QuickBooksStatus {
	codes: readonly number[];
	/** QuickBooks' words. */
	text: RegExp;
	/**
	 * `refused`: nothing was done. `inUse`: nothing was done, and a later try may succeed (observed).
	 * `unreached`: the request did not get through, or its answer did not come back. `mismatch`: QuickBooks
	 * did nothing and a repeat is in vain; whether the platform did its part is not said.
	 */
	effect: 'refused' | 'inUse' | 'unreached' | 'mismatch';
	/** The link between the service and QuickBooks that is broken, where this says so. */
	brokenLink?: 'tunnel' | 'connector';
	/** In: what was being done, such as "create the invoice"; the parts that `text` caught. */
	word(action: string, caught: readonly string[]): Wording;
}

const IN_FILE = 'Nothing was changed in the company file.';

/** From the more special to the more general. */
export const QUICKBOOKS_STATUSES: readonly QuickBooksStatus[] = [
	{
		codes: [],
		text: /unsupported qbxml version/i,
		effect: 'mismatch',
		brokenLink: 'connector',
		word: () => ({
			message: 'Update the QuickBooks connector: it does not fit this version of QuickBooks',
			mend: 'Install the newest Ground2Cloud bundle, 0.6.32 or later, on the computer that runs QuickBooks.',
		}),
	},
	{
		codes: [3140],
		text: /invalid reference to QuickBooks (.+?) "(.*?)" in the (.+?)[.(]/i,
		effect: 'refused',
		word: (action, [kind = 'record', name = '']) => ({
			message: `There is no ${kind} '${name}' in QuickBooks: name one that is there to ${action}`,
			mend: `A reference takes the full name as QuickBooks shows it, with a colon between parent and child, or the ID. ${IN_FILE}`,
		}),
	},
	{
		codes: [],
		text: /GUID "?([^"]*)"? is already in use/i,
		effect: 'refused',
		word: (action) => ({
			message: `QuickBooks has a record with this ExternalGUID already: leave the field out to ${action}`,
			mend: "Without one of yours, this node gives every new record a GUID of its own. 'Get Many' finds the one that is there.",
		}),
	},
	{
		codes: [3100],
		text: /name "(.*?)" of the list element is already in use|name .*already in use()/i,
		effect: 'refused',
		word: (action, [name = '']) => ({
			message: `QuickBooks already uses the name${name ? ` '${name}'` : ''}: choose another one to ${action}`,
			mend: "Customers, vendors, employees and other names share one list of names, capital and small letters count as the same, and an inactive record still holds its name. 'Create or Update' updates the record that is there.",
		}),
	},
	{
		codes: [3200],
		text: /edit sequence.*out-of-date/i,
		effect: 'refused',
		word: (action) => ({
			message: `Somebody changed the record in the meantime: run this again to ${action}`,
			mend: `Leave 'EditSequence' out, so that this node takes the current one. ${IN_FILE}`,
		}),
	},
	{
		codes: [3170, 3175, 3176, 3180],
		text: /in use by another user|record is locked|could not be locked|modified by another user|is being used|currently in use/i,
		effect: 'inUse',
		word: (action) => ({
			message: `Somebody is using the record in QuickBooks: close its window there to ${action}`,
			mend: `Or run this again later. ${IN_FILE}`,
		}),
	},
	{
		codes: [],
		text: /closing date|closed (accounting )?period|books (are|have been|were) closed/i,
		effect: 'refused',
		word: (action) => ({
			message: `The books are closed for that day: use a later date to ${action}`,
			mend: `Or have the closing date moved in QuickBooks (Edit > Preferences > Accounting). ${IN_FILE}`,
		}),
	},
	{
		codes: [3261],
		text: /application.*(does not have|has no|lacks|without).*permission/i,
		effect: 'refused',
		word: (action) => ({
			message: `QuickBooks does not let the connected application ${action}: allow it there`,
			mend: 'In QuickBooks: Edit > Preferences > Integrated Applications > Company Preferences, then the properties of the application.',
		}),
	},
	{
		codes: [3260],
		text: /insufficient permission|not have (sufficient )?permission/i,
		effect: 'refused',
		word: (action) => ({
			message: `The QuickBooks user of the connection may not ${action}: give that user the permission`,
			mend: 'Permissions are set in QuickBooks by its administrator (Company > Users).',
		}),
	},
	{
		codes: [3250],
		text: /feature .*(not (enabled|available|turned on)|is off)/i,
		effect: 'refused',
		word: (action) => ({
			message: `A feature of QuickBooks is switched off that is needed to ${action}: switch it on`,
			mend: 'Features such as inventory, multiple currencies or classes are switched on in QuickBooks under Edit > Preferences.',
		}),
	},
	{
		codes: [3210],
		text: /"(.*?)" field has an invalid value/i,
		effect: 'refused',
		word: (action, [field = '']) => ({
			message: `QuickBooks does not take the value of ${field || 'a field'} here: change it to ${action}`,
			mend: `QuickBooks' own words below say why; a payment over what is due is one such case. ${IN_FILE}`,
		}),
	},
	{
		codes: [3000],
		text: /object ID "(.*?)" in the field "(.*?)" is invalid/i,
		effect: 'refused',
		word: (action, [id = '', field = 'ID']) => ({
			message: `'${id}' is no ID of QuickBooks (${field}): give one such as 80000002-1484947875 to ${action}`,
			mend: "Pick the record from the list, or take the ID from 'Get Many'.",
		}),
	},
	{
		codes: [3120],
		text: /(?:object|element) .*(?:cannot|could not) be found|specified record does not exist/i,
		effect: 'refused',
		word: (action) => ({
			message: `QuickBooks has no such record: pick another one to ${action}`,
			mend: 'It may have been deleted, or be in another company file. A name that is given as a reference has to be the full name.',
		}),
	},
	{
		codes: [],
		text: /tunnel|ground2cloud|g2c|\bagent\b/i,
		effect: 'unreached',
		brokenLink: 'tunnel',
		word: () => ({
			message: "The tunnel to the company's computer is down: start the Ground2Cloud agent there",
			mend: "The computer must be on, awake and online. 'Check Connection' of the resource 'Instance' tells when it is back.",
		}),
	},
	{
		codes: [],
		text: /connector/i,
		effect: 'unreached',
		brokenLink: 'connector',
		word: () => ({
			message: "The connector on the company's computer does not answer: start it there",
			mend: "It runs beside QuickBooks. 'Check Connection' of the resource 'Instance' tells when it is back.",
		}),
	},
];

const NAMED_CODE = /\b(?:status ?code|status|error(?: code)?|code)\b\W{0,3}(3\d{3})\b/i;

/** A line of the table that fits what was said, with the parts that its words caught. */
export interface RecognisedStatus {
	status: QuickBooksStatus;
	caught: string[];
}

/** Which line of the table a text of the service or of QuickBooks belongs to, if any. */
export function recogniseStatus(text: string | undefined): RecognisedStatus | undefined {
	if (!text) return undefined;
	for (const status of QUICKBOOKS_STATUSES) {
		const match = status.text.exec(text);
		if (match) return { status, caught: match.slice(1) };
	}
	const code = Number(NAMED_CODE.exec(text)?.[1]);
	const status = QUICKBOOKS_STATUSES.find(({ codes }) => codes.includes(code));
	return status && { status, caught: [] };
}

/** Whether QuickBooks itself refused, so that certainly nothing was done. */
export function isRefusal(text: string | undefined): boolean {
	const effect = recogniseStatus(text)?.status.effect;
	return effect === 'refused' || effect === 'inUse';
}

/** Whether somebody is using the record just now, so that a later try may succeed. */
export function isInUse(text: string | undefined): boolean {
	return recogniseStatus(text)?.status.effect === 'inUse';
}

/** Whether connector and QuickBooks speak different versions (documented), so that nothing was done. */
export function isVersionMismatch(text: string | undefined): boolean {
	return recogniseStatus(text)?.status.effect === 'mismatch';
}

/** Whether the `EditSequence` that was sent is not the record's current one. */
export function isStaleSequence(text: string | undefined): boolean {
	return recogniseStatus(text)?.status.codes.includes(3200) ?? false;
}

/** Whether the name is taken by another record of the list, or by an inactive one. */
export function isNameTaken(text: string | undefined): boolean {
	return recogniseStatus(text)?.status.codes.includes(3100) ?? false;
}

/** Whether QuickBooks has no record with the id in the path. */
export function isNotFound(text: string | undefined): boolean {
	return recogniseStatus(text)?.status.codes.includes(3120) ?? false;
}
