/**
 * Ways in which a call to QuickBooks fails as a whole, with the text that its request processor gives. The codes are
 * known from what integrators have published; the words of some are from memory.
 */
const TEXTS = {
	'0x80040400': 'QuickBooks found an error when parsing the provided XML text stream.',
	'0x8004040A':
		'A QuickBooks company data file is already open and it is different from the one requested.',
	'0x8004040D': 'The session ticket is invalid.',
	'0x80040414':
		'A modal dialog box is showing in the QuickBooks user interface. Your application cannot access QuickBooks until the user dismisses the dialog box.',
	'0x80040418':
		'This application has not accessed this QuickBooks company data file before. The QuickBooks administrator must grant an application permission to access a QuickBooks company data file for the first time.',
	'0x8004041A':
		'This application does not have permission to access this QuickBooks company data file. The QuickBooks administrator can grant access permission through the Integrated Application preferences.',
	'0x80040420': 'The QuickBooks user has denied access.',
	'0x80040423': 'The version of qbXML that was requested is not supported or is unknown.',
} as const;

export type HResult = keyof typeof TEXTS;

/** A call that QuickBooks does not answer with a document. */
export class HResultError extends Error {
	constructor(
		readonly hresult: HResult,
		/** Why, for logs and tests: QuickBooks does not tell. */
		readonly reason?: Error,
	) {
		super(TEXTS[hresult]);
	}
}
