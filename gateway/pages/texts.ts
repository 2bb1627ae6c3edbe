/**
 * What can go wrong at the company's computer, in plain words with what to click. With `pageTexts.ts` and
 * `administrationTexts.ts` this is all that the pages say. The names of buttons are those of the Web Connector and of QuickBooks, which exist in English alone.
 */
export interface Problem {
	title: string;
	/** What to do, one click after the other. */
	what: readonly string[];
}

const problem = (title: string, ...what: string[]): Problem => ({ title, what });

const THEN_WAIT = 'Then wait: it is tried again by itself about once a minute.';

const RESTART_QUICKBOOKS = problem(
	'QuickBooks does not answer',
	'Save your work in QuickBooks and close it.',
	'Open QuickBooks again, with the company file.',
	THEN_WAIT,
);

const OPEN_FILE = 'Open QuickBooks with the company file that is to be connected.';

const ALLOW_ACCESS: readonly string[] = [
	'Open the company file in QuickBooks as the user Admin, in single-user mode.',
	'In QuickBooks: Edit > Preferences > Integrated Applications > Company Preferences.',
	'Take the tick from “Don’t allow any applications to access this company file” where it is set, and tick the line of this application.',
	'Choose Properties and tick “Allow this application to read and modify this company file” and “… to login automatically”. Confirm with OK.',
	THEN_WAIT,
];

/** What went wrong, by the code that the Web Connector or the gateway gave it. */
export const PROBLEMS: Readonly<Record<string, Problem>> = {
	wrongPassword: problem(
		'The Web Connector sent a wrong password',
		'Show the password below and copy it.',
		'In the Web Connector, click into the Password box of this application, paste it there, press Enter and choose Yes to save it.',
		'Choose Update Selected. After ten wrong passwords the gateway takes none for a minute or longer: wait a little then.',
	),
	otherCompany: problem(
		'Another company file is open',
		'In QuickBooks: File > Open or Restore Company, and open the right one.',
		'In the Web Connector, choose Update Selected.',
		'If the books that are open now are the right ones, ask whoever sent you this link for a new connection: this one belongs to the other file.',
	),
	wrongBooks: problem(
		'The wrong books are still open',
		'In QuickBooks: File > Open or Restore Company, and open the right company file as the user Admin, in single-user mode.',
		'In the Web Connector, choose Remove for this application. Open the downloaded file once more, say yes in QuickBooks, and put in a new password from this page.',
		THEN_WAIT,
	),
	switchedOff: problem(
		'This connection was switched off',
		'Ask whoever sent you this link to switch it on. There is nothing to do here before.',
	),
	quiet: problem(
		'The Web Connector has stopped calling',
		'Is this computer on, and does it have a connection to the internet?',
		'Open the Web Connector: it has to stay open. Closing its window with × leaves it beside the clock, which is right; Exit ends it.',
		'Tick Auto-Run in the line of this application.',
	),
	'0x80040401': RESTART_QUICKBOOKS,
	'0x80040402': RESTART_QUICKBOOKS,
	'0x8004041c': RESTART_QUICKBOOKS,
	'0x80010105': RESTART_QUICKBOOKS,
	'0x80040403': problem(
		'QuickBooks cannot open the company file',
		'Was the file moved or renamed, or is the computer that holds it off?',
		OPEN_FILE,
		THEN_WAIT,
	),
	'0x80040408': problem(
		'QuickBooks could not be started',
		OPEN_FILE,
		'Start QuickBooks and the Web Connector in the same way: both as usual, or both “as administrator”.',
		THEN_WAIT,
	),
	'0x8004040a': problem(
		'Another company file is open',
		'In QuickBooks: File > Open or Restore Company, and open the right one.',
		THEN_WAIT,
	),
	'0x80040410': problem(
		'The company file is open in the other mode',
		'In QuickBooks: File > Switch to Multi-user Mode, or Single-user Mode.',
		THEN_WAIT,
	),
	'0x80040414': problem(
		'A window is open in QuickBooks and waits for an answer',
		'Go to QuickBooks on the computer of the company.',
		'Answer or close the window that is in front. It may be behind another one.',
		THEN_WAIT,
	),
	'0x80040416': problem('QuickBooks is not open', OPEN_FILE, THEN_WAIT),
	'0x80040418': problem(
		'QuickBooks has not been asked for permission yet',
		'Open the company file as the user Admin, in single-user mode.',
		'Open the downloaded file once more in the Web Connector, and choose “Yes, always; allow access even if QuickBooks is not running”.',
		THEN_WAIT,
	),
	'0x8004041a': problem('QuickBooks does not let this application in', ...ALLOW_ACCESS),
	'0x80040420': problem('Somebody chose No in QuickBooks', ...ALLOW_ACCESS),
	'0x8004041b': problem(
		'Another application is working with the company file',
		'Wait until it is done, or close it.',
		'Close the window with the preferences of QuickBooks where it is open.',
		THEN_WAIT,
	),
	'0x8004041d': problem(
		'QuickBooks may not be opened by this application',
		'Open QuickBooks with the company file, and it works at once.',
		'So that it works with QuickBooks closed, too: Edit > Preferences > Integrated Applications > Company Preferences, the line of this application, Properties, “Allow this application to login automatically”.',
	),
	'0x8004041e': problem(
		'QuickBooks holds the certificate of an application to be out of date',
		'Is the date of this computer right? Set it.',
		'Update QuickBooks: Help > Update QuickBooks Desktop.',
		THEN_WAIT,
	),
	'0x8004042c': problem(
		'QuickBooks does not trust a certificate any more',
		'Update QuickBooks: Help > Update QuickBooks Desktop.',
		THEN_WAIT,
	),
	'0x8004041f': problem(
		'This edition of QuickBooks does not let applications in',
		'QuickBooks Enterprise, Premier, Pro or Accountant is needed; Simple Start is not enough.',
		'Tell whoever sent you this link.',
	),
	'0x80040421': problem(
		'QuickBooks has something to say first',
		'Read below what it says, and do that in QuickBooks.',
		THEN_WAIT,
	),
	'0x80040422': problem(
		'QuickBooks has to be in single-user mode for this',
		'Ask the others to leave the company file.',
		'In QuickBooks: File > Switch to Single-user Mode.',
		THEN_WAIT,
	),
	'0x80040423': problem(
		'This QuickBooks is too old',
		'Update QuickBooks: Help > Update QuickBooks Desktop.',
		'Tell whoever sent you this link if it says that there is nothing newer.',
	),
	'0x80040424': problem('QuickBooks is still starting', THEN_WAIT),
	'0x80040427': problem(
		'QuickBooks is not registered',
		'In QuickBooks: Help > Register QuickBooks Desktop.',
		THEN_WAIT,
	),
	'0x8004042a': problem(
		'QuickBooks may not be used from another computer',
		'Install the Web Connector on the computer on which QuickBooks runs, and open this page there.',
	),
	'0x80040154': problem(
		'The Web Connector is not installed rightly',
		'Close QuickBooks and the Web Connector.',
		'Install the Web Connector again, from Intuit’s own page, and restart the computer.',
	),
	other: problem(
		'QuickBooks or the Web Connector reported an error',
		'Close open windows in QuickBooks. If it goes on, restart QuickBooks, then the Web Connector.',
		'If it still goes on, send what was reported to whoever sent you this link.',
	),
};

/** What the Web Connector shows by itself, with a number: the gateway never hears of it. */
export const SHOWN_BY_WEB_CONNECTOR: ReadonlyArray<Problem & { codes: string }> = [
	{
		codes: 'QBWC1048, QBWC1012, QBWC1004',
		...problem(
			'The gateway cannot be reached, or its certificate is not trusted',
			'If this page is open on the same computer and shows no warning, a firewall or virus scanner may hold the Web Connector (QBWebConnector.exe) back: let it through to this address.',
			'Else tell whoever sent you this link that the gateway’s certificate is not complete.',
		),
	},
	{
		codes: 'QBWC1039, QBWC1026, QBWC1027',
		...problem(
			'The application cannot be added',
			'Open the company file as the user Admin, in single-user mode, and close all windows in QuickBooks.',
			'If the application is in the list already, choose Remove there, and open the downloaded file once more.',
		),
	},
	{
		codes: 'QBWC1013, QBWC1007, QBWC1008, QBWC1014',
		...problem(
			'QuickBooks cannot be reached',
			'Open QuickBooks with the company file, and close its windows that wait for an answer.',
		),
	},
	{
		codes: 'QBWC1009',
		...problem('Somebody has cancelled', 'Choose Update Selected, and Yes in QuickBooks.'),
	},
	{
		codes: 'QBWC1028, QBWC1029, QBWC1030, QBWC1040',
		...problem(
			'The password is missing or wrong',
			'Show the password on this page, and paste it into the Web Connector again.',
		),
	},
	{
		codes: 'QBWC1011, QBWC1032',
		...problem(
			'The Web Connector has lost the application',
			'Restart the Web Connector, and open the downloaded file once more.',
		),
	},
	{
		codes: 'QBWC1005, QBWC1006, QBWC1085',
		...problem(
			'The Web Connector cannot write its log',
			'Close the Web Connector, delete its file QWCLog.txt, and open it again.',
		),
	},
	{
		codes: 'QBWC1035',
		...problem(
			'This computer does not know itself by name',
			'Tell whoever looks after this computer: “localhost” has to be in its file hosts.',
		),
	},
	{
		codes: 'QBWC1041, QBWC1042, QBWC1043, QBWC1044, QBWC1045, QBWC1015',
		...problem(
			'The connection to the gateway broke',
			'Wait a little: it is tried again by itself. If it goes on, tell whoever sent you this link.',
		),
	},
	{
		codes: 'No number, and nothing happens',
		...problem(
			'The Web Connector does not call',
			'Is the file open in the Web Connector, the password saved and Auto-Run ticked? Choose Update Selected once.',
			'Windows does not know how to open the file? Install the QuickBooks Web Connector, or open it from the menu of Windows and choose Add an Application.',
		),
	},
];
