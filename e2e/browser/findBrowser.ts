/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';

/** Names the program of a Chromium or Chrome. */
const BROWSER_VARIABLE = 'QBE_BROWSER';

const PROGRAMS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const USUAL_PLACES = [
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

export const HOW_TO_GET_A_BROWSER = `Install Chromium or Google Chrome ("apt-get install chromium" on Debian), or name its program in ${BROWSER_VARIABLE}.`;

/**
 * The program of a Chromium: the one that `QBE_BROWSER` names, or else one in `PATH`, in the usual places, or
 * the one that Playwright has downloaded for itself. Undefined when there is none.
 *
 * @throws when the variable names something that is not there
 */
export function findBrowser(): string | undefined {
	const named = process.env[BROWSER_VARIABLE]?.trim();
	if (named) {
		if (existsSync(named)) return named;
		throw new Error(`${BROWSER_VARIABLE} is "${named}", which is not there.`);
	}
	const inPath = (process.env.PATH ?? '')
		.split(path.delimiter)
		.filter(Boolean)
		.flatMap((folder) => PROGRAMS.map((program) => path.join(folder, program)));
	return [...inPath, ...USUAL_PLACES, chromium.executablePath()].find(
		(program) => program && existsSync(program),
	);
}
