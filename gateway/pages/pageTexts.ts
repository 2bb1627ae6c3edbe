import { ADMINISTRATION_TEXTS } from './administrationTexts';

/** What the pages say beside the causes in `texts.ts`. `{company}` and the like are filled in. */
export const TEXTS = {
	language: 'en',
	title: 'Connect QuickBooks',
	heading: 'Connect {name} with QuickBooks',
	intro:
		'Three steps on the computer on which QuickBooks runs, about five minutes. Have QuickBooks open with the company file, as the user Admin and in single-user mode. This page follows what you do.',
	refresh: 'Refresh this page',
	stepStates: { done: 'Done', current: 'To do now', todo: 'Comes later' },
	download: {
		title: '1. Download the file',
		text: 'It tells the Web Connector, which comes with QuickBooks, where to call. There is no secret in it.',
		button: 'Download the file',
		drawing: 'A file with the ending .qwc comes down to your computer.',
		status: {
			done: 'The file was downloaded.',
			current: 'The file has not been downloaded yet.',
			todo: '',
		},
	},
	add: {
		title: '2. Open it, and say yes in QuickBooks',
		text: 'Double-click the downloaded file. The Web Connector opens: choose OK there. QuickBooks then asks about access: choose “Yes, always; allow access even if QuickBooks is not running”, Continue, and Done.',
		drawing:
			'A window of QuickBooks asks whether to allow access; the third answer, Yes, always, is chosen.',
		status: {
			done: 'The Web Connector knows this connection.',
			current: 'This shows as done when the Web Connector calls for the first time, after step 3.',
			todo: '',
		},
	},
	password: {
		title: '3. Give the Web Connector its password',
		text: 'Show the password here and copy it. In the Web Connector, click into the Password box of this application, paste it, press Enter and choose Yes to save it. Tick Auto-Run, and choose Update Selected.',
		show: 'Show the password',
		renew: 'Make a new password',
		renewNote:
			'The password was used, so nobody can read it any more. A new one takes its place: the old one stops working.',
		label: 'Password of the user {username}',
		note: 'Only you see it here. It is of use in the Web Connector alone.',
		copy: 'Copy',
		copied: 'Copied',
		drawing: 'The list of the Web Connector: Auto-Run is ticked, and the password is in its box.',
		status: {
			done: 'QuickBooks has answered.',
			current: 'The Web Connector has not logged in yet.',
			asking:
				'The password is right. QuickBooks is being asked now; have a look whether it shows a window and waits for you.',
			blocked: 'The password is right. What is in the way stands above.',
			todo: '',
		},
	},
	confirm: {
		title: 'Are these the right books?',
		text: 'These are the books of',
		file: 'File',
		product: 'Program',
		button: 'Yes, these are the books of {company}',
		reject: 'No, these are the wrong books',
		note: 'Nothing is written into the books before you say yes. If you say no, they are let go, and you can open the right ones.',
		rejected: '{company} is let go. Open the right company file in QuickBooks.',
		reconsider: 'They were right after all: {company}',
		reconsidered: 'The next call of the Web Connector shows which books are open.',
		changed: 'Meanwhile another company was connected. Look once more.',
	},
	connected: {
		title: 'Connected',
		text: 'The books of {company} are connected. You can close this page. Leave the Web Connector open, with Auto-Run ticked.',
	},
	problem: { what: 'What to do', reported: 'What was reported:' },
	help: {
		title: 'The Web Connector shows a number that begins with QBWC, or nothing happens',
	},
	gone: {
		title: 'This link opens nothing any more',
		text: 'A link is good for seven days, and ends when the company is connected or a new link is made.',
		what: [
			'If you have just connected the company and the Web Connector shows no error: all is done, and you can close this page.',
			'Else ask whoever sent you this link for a new one.',
			'Was the link cut off in the mail? Copy all of it into the address bar.',
		],
	},
	tooMany: {
		title: 'Too many links that open nothing',
		text: 'From your network came too many tries with links that open nothing. Wait ten minutes and try again.',
	},
	foreign: {
		title: 'This has to be clicked on the page itself',
		text: 'Go back to the page of your link, and click there. If it happens again, use an up-to-date browser such as Edge, Chrome or Firefox.',
	},
	broken: {
		title: 'Something went wrong in the gateway',
		text: 'Nothing was changed. Try again in a moment; if it goes on, tell whoever sent you the link.',
	},
	administration: ADMINISTRATION_TEXTS,
} as const;
