/** A call to QuickBooks that failed, as its COM interface says it. */
export interface ComFault {
	/** Hexadecimal, `0x80040400`. */
	hresult: string;
	message: string;
}

/** What QuickBooks and Windows say (published lists; the words of some are from memory). */
const MESSAGES: Readonly<Record<string, string>> = {
	'0x80010105':
		'The server threw an exception. (Exception from HRESULT: 0x80010105 (RPC_E_SERVERFAULT))',
	'0x80040154': 'Class not registered',
	'0x80040401': 'Could not access QuickBooks.',
	'0x80040402':
		'Unexpected error. Check the qbsdklog.txt file for possible, additional information.',
	'0x80040403': 'Could not open the specified QuickBooks company data file.',
	'0x80040408': 'Could not start QuickBooks.',
	'0x8004040A':
		'A QuickBooks company data file is already open and it is different from the one requested.',
	'0x80040410':
		'The QuickBooks company data file is currently open in a mode other than the one specified by your application.',
	'0x80040414':
		'A modal dialog box is showing in the QuickBooks user interface. Your application cannot access QuickBooks until the user dismisses the dialog box.',
	'0x80040416':
		'If QuickBooks is not running, a call to the "BeginSession" method must include the name of the QuickBooks company data file.',
	'0x8004041B':
		'QuickBooks was unable to lock the necessary information to allow this application to access this company data file. Try again later.',
	'0x8004041C':
		'An internal QuickBooks error occurred while trying to access the QuickBooks company data file.',
	'0x8004041D':
		'This application is not allowed to log into this QuickBooks company data file automatically.',
	'0x80040422':
		'This application requires Single User file access mode and there is already another application sharing data with this QuickBooks company data file.',
	'0x80040424': 'QuickBooks did not finish its initialization. Please try again later.',
};

/** Thrown by a simulated computer where QuickBooks cannot be reached. */
export class ComError extends Error implements ComFault {
	constructor(
		readonly hresult: string,
		message: string = MESSAGES[hresult] ?? 'Unspecified error',
	) {
		super(message);
	}
}

/** @returns what a failed call to QuickBooks says; undefined where something else went wrong. */
export function comFaultOf(error: unknown): ComFault | undefined {
	const { hresult, message } = error as Partial<ComFault>;
	return typeof hresult === 'string' && typeof message === 'string'
		? { hresult, message }
		: undefined;
}

/** Something that the Web Connector reports by a number of its own, `QBWC1012`. */
export class WebConnectorError extends Error {
	constructor(
		readonly code: string,
		detail: string,
	) {
		super(`${code}: ${detail}`);
	}
}
