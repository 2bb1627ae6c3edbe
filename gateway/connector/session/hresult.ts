/** What an HRESULT of QuickBooks' request processor or of Windows means for us. */
export interface HresultMeaning {
	/** In plain words, with what to do. */
	advice: string;
	/** QuickBooks could not read the document, so nothing of it was carried out. */
	isNotExecuted?: true;
	/** The connection to QuickBooks is gone with it, so the session has no further use. */
	endsSession?: true;
	/** Another way to the company file may help: whatever is open. */
	mayBeOtherPath?: true;
}

/** Documented by Intuit (on-screen reference, error lists); the advice is ours. */
const MEANINGS: Readonly<Record<string, HresultMeaning>> = {
	'0x80040400': { advice: 'QuickBooks could not read the request.', isNotExecuted: true },
	'0x80040401': { advice: 'QuickBooks could not be reached. Restart it.', endsSession: true },
	'0x80040402': { advice: 'QuickBooks reported an unexpected error. Restart it if it goes on.' },
	'0x80040403': {
		advice: 'The company file could not be opened. Was it moved or renamed?',
		endsSession: true,
		mayBeOtherPath: true,
	},
	'0x80040408': {
		advice: 'QuickBooks could not be started. Open it on the computer of the company.',
		endsSession: true,
	},
	'0x8004040a': {
		advice: 'Another company file is open in QuickBooks. Open the right one.',
		endsSession: true,
		mayBeOtherPath: true,
	},
	'0x8004040d': { advice: 'QuickBooks has ended the session.', endsSession: true },
	'0x80040410': {
		advice: 'The company file is open in the other mode (single or multi-user).',
		endsSession: true,
	},
	'0x80040414': {
		advice: 'A dialog is open in QuickBooks. Close it on the computer of the company.',
		endsSession: true,
	},
	'0x80040416': {
		advice: 'QuickBooks is not running. Open it with the company file.',
		endsSession: true,
	},
	'0x80040418': {
		advice: 'QuickBooks has not been allowed to let this application in. Its Admin has to, once.',
		endsSession: true,
	},
	'0x8004041a': { advice: 'This application has no permission in QuickBooks.', endsSession: true },
	'0x8004041b': { advice: 'The company file is locked by another application.', endsSession: true },
	'0x8004041d': {
		advice: 'QuickBooks may not log in by itself: allow access while it is not running.',
		endsSession: true,
	},
	'0x80040420': { advice: 'Somebody denied access in QuickBooks.', endsSession: true },
	'0x80040422': { advice: 'QuickBooks needs to be in single-user mode.', endsSession: true },
	'0x80040423': {
		advice: 'This QuickBooks does not speak the version of qbXML that was used.',
		isNotExecuted: true,
	},
	'0x80040424': { advice: 'QuickBooks is still starting.', endsSession: true },
	'0x80040427': { advice: 'QuickBooks is not registered.', endsSession: true },
	'0x80010105': { advice: 'QuickBooks broke on the request. Restart it.', endsSession: true },
	'0x80040154': {
		advice: 'The Web Connector is not installed rightly. Install it again.',
		endsSession: true,
	},
};

/**
 * Brings an HRESULT into one form: it comes as `0x80040400`, without the prefix, in capitals, or as a decimal number
 * with or without a sign (observed in several tools).
 *
 * @returns such as `0x80040400`; what is no HRESULT as it came, at most 20 characters of it
 */
export function readHresult(text: string): string {
	const trimmed = text.trim();
	if (/^0x[0-9a-f]{1,8}$/i.test(trimmed)) return trimmed.toLowerCase();
	const isHex = /^[0-9a-f]{8}$/i.test(trimmed) && !/^\d+$/.test(trimmed);
	if (isHex || /^8\d{7}$/.test(trimmed)) return `0x${trimmed.toLowerCase()}`;
	if (!/^-?\d{1,10}$/.test(trimmed)) return trimmed.slice(0, 20);
	return `0x${(Number(trimmed) >>> 0).toString(16).padStart(8, '0')}`;
}

/** What a code in the form of {@link readHresult} means; of an unknown one nothing is assumed. */
export function meaningOf(code: string): HresultMeaning {
	return MEANINGS[code] ?? { advice: 'QuickBooks or the Web Connector reported an error.' };
}
