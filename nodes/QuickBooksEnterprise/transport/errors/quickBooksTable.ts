import type { Wording } from './wording';

/**
 * What QuickBooks says, and what to do about it: one table. The codes are those of QuickBooks' own interface (qbXML);
 * what each one means is documented, the sentences are partly observed and partly Intuit's own, and may vary.
 */
export interface QuickBooksStatus {
	codes: readonly number[];
	/** QuickBooks' sentence, with each name in quotation marks masked; undefined where it is known by its code only. */
	sentence?: RegExp;
	/** The code alone does not mean this: it is used for refusals of any kind. */
	needsSentence?: boolean;
	/**
	 * `refused`: nothing was done. `inUse`: nothing was done, and a later try may succeed (observed). `missing`:
	 * nothing was done, as what was asked for is not there. `mismatch`: QuickBooks did nothing and a repeat is in vain;
	 * whether the platform did its part is not said. `unclear`: it may have been done.
	 */
	effect: 'refused' | 'inUse' | 'missing' | 'mismatch' | 'unclear';
	/**
	 * @param action - What was being done, such as "create the invoice".
	 * @param caught - What the groups of `sentence` caught; names without their marks.
	 */
	word(action: string, caught: readonly string[]): Wording;
}

const IN_FILE = 'Nothing was changed in the company file.';
const BELOW = `QuickBooks' own words below say why. ${IN_FILE}`;

/** That something is locked, or changed by somebody at this moment. */
const LOCKED =
	/\b(?:in use|(?:being )?(?:used|modified|edited|changed|accessed)) by (?:another|a different|some other) (?:user|application|program|process|window|station)|\b(?:record|list|element|object|transaction|file|window|internals|it) (?:is|are|was|were) (?:currently |already )?(?:locked|being (?:used|modified|edited)|in use by)\b|\b(?:could not|cannot|can't|unable to|fail(?:ed|s)? to) (?:be locked|lock|(?:acquire|obtain|get) (?:an? |the )?(?:exclusive )?lock)\b|\block(?:s)? (?:could not|cannot|was not) be (?:acquired|obtained)|\bcurrently in use\b/i;

const LOCK_WORDING: QuickBooksStatus['word'] = (action) => ({
	message: `Somebody is using the record in QuickBooks: close its window there to ${action}`,
	mend: `Or run this again later. ${IN_FILE}`,
});

/** From the more special to the more general. */
export const QUICKBOOKS_STATUSES: readonly QuickBooksStatus[] = [
	{
		codes: [],
		sentence: /unsupported qbxml version|\b0x8004030A\b/i,
		effect: 'mismatch',
		word: () => ({
			message: 'Update the QuickBooks connector: it does not fit this version of QuickBooks',
			mend: 'Install the newest Ground2Cloud bundle, 0.6.32 or later, on the computer that runs QuickBooks.',
		}),
	},
	{
		codes: [3140],
		sentence: /invalid reference to QuickBooks (.+?) («\d+») in the [\w -]+/i,
		effect: 'refused',
		word: (action, [kind = 'record', name = '']) => ({
			message: `There is no ${kind} '${name}' in QuickBooks: name one that is there to ${action}`,
			mend: `A reference takes the full name as QuickBooks shows it, with a colon between parent and child, or the ID; in JSON {"FullName": "…"} or {"ListID": "…"} says which of the two it is. ${IN_FILE}`,
		}),
	},
	{
		codes: [],
		sentence: /\bGUID «\d+» is already in use/i,
		effect: 'refused',
		word: (action) => ({
			message: `QuickBooks has a record with this ExternalGUID already: leave the field out to ${action}`,
			mend: "Without one of yours, this node gives every new record a GUID of its own. 'Get Many' finds the one that is there.",
		}),
	},
	{
		codes: [3100],
		sentence: /\bname («\d+») of the list element is already in use/i,
		effect: 'refused',
		word: (action, [name = '']) => ({
			message: `QuickBooks already uses the name${name ? ` '${name}'` : ''}: choose another one to ${action}`,
			mend: "Customers, vendors, employees and other names share one list of names, capital and small letters count as the same, and an inactive record still holds its name. 'Create or Update' updates the record that is there.",
		}),
	},
	{
		codes: [3200],
		sentence: /\bedit sequence «\d+» is out-of-date/i,
		effect: 'refused',
		word: (action) => ({
			message: `Somebody changed the record in the meantime: run this again to ${action}`,
			mend: `Leave 'EditSequence' out, so that this node takes the current one. ${IN_FILE}`,
		}),
	},
	{
		codes: [3160],
		sentence:
			/\bcannot delete the object specified by the id\b|\bcannot be deleted,? (?:because|as|since) it is (?:currently )?(?:used|in use)(?! by another)/i,
		effect: 'refused',
		word: () => ({
			message: 'QuickBooks keeps this record, because something else uses it: set it to inactive',
			mend: `Update it with 'IsActive' off. ${IN_FILE}`,
		}),
	},
	{
		codes: [3161, 3171],
		sentence:
			/\b(?:on or )?(?:before|prior to) the (?:company's |QuickBooks )?closing date\b|\bclosed (?:accounting )?period\b|\bbooks (?:are|have been|were) closed\b/i,
		effect: 'refused',
		word: (action) => ({
			message: `The books are closed for that day: use a later date to ${action}`,
			mend: `Or have the closing date moved in QuickBooks (Edit > Preferences > Accounting). ${IN_FILE}`,
		}),
	},
	{
		codes: [3162],
		sentence: /\b(?:not allowed|not available|cannot be \w+) in multi-?user mode\b/i,
		effect: 'refused',
		word: (action) => ({
			message: `QuickBooks has to be in single-user mode to ${action}: switch it over`,
			mend: 'In QuickBooks: File > Switch to Single-user Mode. Everybody else has to close the company file first.',
		}),
	},
	{ codes: [3175, 3176], effect: 'inUse', word: LOCK_WORDING },
	{
		codes: [3261, 3262, 3263],
		sentence:
			/\bapplication (?:does not have|has no|lacks) (?:the )?(?:\w+ )?(?:permission|access)\b/i,
		effect: 'refused',
		word: (action) => ({
			message: `QuickBooks does not let the connected application ${action}: allow it there`,
			mend: 'In QuickBooks: Edit > Preferences > Integrated Applications > Company Preferences, then the properties of the application.',
		}),
	},
	{
		codes: [3220, 3260],
		sentence:
			/\binsufficient permission level to perform this action\b|\bnot have (?:sufficient )?permission to perform this action\b/i,
		effect: 'refused',
		word: (action) => ({
			message: `The QuickBooks user of the connection may not ${action}: give that user the permission`,
			mend: 'Permissions are set in QuickBooks by its administrator (Company > Users).',
		}),
	},
	{
		codes: [3250],
		sentence: /\bfeature is not (?:enabled|available|turned on)\b/i,
		effect: 'refused',
		word: (action) => ({
			message: `A feature of QuickBooks is switched off that is needed to ${action}: switch it on`,
			mend: 'Features such as inventory, multiple currencies or classes are switched on in QuickBooks under Edit > Preferences.',
		}),
	},
	{
		codes: [3210],
		sentence: /(«\d+») field has an invalid value/i,
		effect: 'refused',
		word: (action, [field = '']) => ({
			message: `QuickBooks does not take the value of ${field || 'a field'} here: change it to ${action}`,
			mend: `QuickBooks' own words below say why; a payment over what is due is one such case. ${IN_FILE}`,
		}),
	},
	{
		codes: [3000],
		sentence: /\bobject ID («\d+») in the field («\d+») is invalid/i,
		effect: 'refused',
		word: (action, [id = '', field = 'ID']) => ({
			message: `'${id}' is no ID of QuickBooks (${field}): give one such as 80000002-1484947875 to ${action}`,
			mend: "Pick the record from the list, or take the ID from 'Get Many'.",
		}),
	},
	{
		codes: [3120, 3121, 3177, 3240],
		sentence:
			/\bobject («\d+»|[\w-]+) (?:specified in the request|you specified) (?:cannot|could not) be found|\bquery request (?:has not been fully completed|did not find a matching object)|\brequired element \(?(«\d+»)\)? that could not be found in QuickBooks|\bdid not find a matching object\b|\bspecified record does not exist in the list\b/i,
		effect: 'missing',
		word: (action) => ({
			message: `QuickBooks has no such record: pick another one to ${action}`,
			mend: 'It may have been deleted, or be in another company file. A name that is given as a reference has to be the full name.',
		}),
	},
	{
		codes: [3130],
		sentence: /\binvalid reference to the parent («\d+»)/i,
		effect: 'refused',
		word: (action, [name = '']) => ({
			message: `There is no parent${name ? ` '${name}'` : ''} that QuickBooks allows here: name one that is there to ${action}`,
			mend: `A parent takes the full name as QuickBooks shows it, or the ID. ${IN_FILE}`,
		}),
	},
	{
		codes: [3010, 3020, 3030, 3031, 3035, 3040, 3045, 3050, 3060, 3065, 3085],
		sentence: /\bwhen converting the ([\w -]+?) (?:value )?(«\d+») in the field («\d+»)/i,
		effect: 'refused',
		word: (action, [type = 'value', value = '', field = '']) => ({
			message: field
				? `'${value}' is no ${type} that QuickBooks takes for ${field}: change it to ${action}`
				: `QuickBooks does not take a value that was given: change it to ${action}`,
			mend: BELOW,
		}),
	},
	{
		codes: [3070],
		sentence: /\bstring («\d+») in the field («\d+») is too long/i,
		effect: 'refused',
		word: (action, [, field = '']) => ({
			message: `The text for ${field || 'a field'} is too long for QuickBooks: shorten it to ${action}`,
			mend: BELOW,
		}),
	},
	{
		codes: [3080, 3090, 3110],
		sentence:
			/\b(?:string|enumerated value|value) («\d+») in the field («\d+») is (?:invalid|unknown)|\bwhen storing («\d+») in the («\d+») field/i,
		effect: 'refused',
		word: (action, caught) => {
			const [value = '', field = ''] = caught.filter((part) => part !== '');
			return {
				message: field
					? `QuickBooks does not know '${value}' as a value of ${field}: choose another one to ${action}`
					: `QuickBooks does not know a value that was given: choose another one to ${action}`,
				mend: BELOW,
			};
		},
	},
	{
		codes: [3150, 3151, 3152, 3153, 3290],
		sentence:
			/\bmissing (?:a required )?element: («\d+»)|\bconflict between elements in the («\d+») request|\bfound an error when parsing the provided XML|\b0x80040400\b/i,
		effect: 'refused',
		word: (action) => ({
			message: `QuickBooks cannot use these fields together: correct them to ${action}`,
			mend: `A field is missing, not allowed here, or contradicts another one. ${BELOW}`,
		}),
	},
	{
		codes: [3172, 3173],
		effect: 'refused',
		word: (action) => ({
			message: `Something that belongs to the record was changed or deleted: run this again to ${action}`,
			mend: BELOW,
		}),
	},
	{
		codes: [1030, 3101, 3185, 3190, 3205, 3230, 3231, 3270, 3280, 3300, 3310, 3320, 570],
		sentence:
			/\bcannot clear the element in the («\d+») field|\brequest has (?:been rolled back|not been processed)\b/i,
		effect: 'refused',
		word: (action) => ({
			message: `QuickBooks did not ${action}: correct what it names`,
			mend: BELOW,
		}),
	},
	{
		codes: [9001, 9003, 9005],
		effect: 'unclear',
		word: () => ({
			message: 'QuickBooks cannot tell whether it was done: look for the record there',
			mend: 'It lost its own note of the request.',
		}),
	},
	{
		codes: [3170, 3180],
		sentence: LOCKED,
		needsSentence: true,
		effect: 'inUse',
		word: LOCK_WORDING,
	},
	{
		codes: [3170, 3180],
		sentence:
			/\bwhen (?:saving|modifying|adding|deleting|voiding) (?:an? |the )?[\w /-]+?(?: list)?(?:, element «\d+»)?[.:]/i,
		effect: 'refused',
		word: (action) => ({
			message: `QuickBooks did not ${action}: one of its own rules stands against it`,
			mend: BELOW,
		}),
	},
	{
		codes: [],
		sentence:
			/\bcould not start QuickBooks\b|\bcompany (?:data )?file is (?:already )?open(?: and it is different| in a mode other)|\bmodal dialog (?:box )?is showing\b|\bunable to lock the necessary information\b|\bcompany data file is not open\b|\b0x80040(?:408|40A|410|414|416|422)\b/i,
		effect: 'inUse',
		word: (action) => ({
			message: `QuickBooks is not ready to ${action}: open the right company file there and close its dialogs`,
			mend: `Then run this again. ${IN_FILE}`,
		}),
	},
];
