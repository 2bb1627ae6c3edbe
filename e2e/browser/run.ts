/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import path from 'node:path';
import { runCommand } from '../../tools/n8n/serve/leftovers';
import { say } from '../../tools/n8n/serve/progress';
import { takeN8nVersion } from '../../tools/n8n/install/versions';
import { runTestFiles } from '../support/runFiles';
import { findBrowser, HOW_TO_GET_A_BROWSER } from './findBrowser';
import { PICTURES_VARIABLE, picturesFolder } from './pictures';

const UPDATE_PICTURES = '--pictures';

/** The pages of the gateway alone. */
const WITHOUT_N8N = ['gatewayPages', 'gatewaySetup'];

void runCommand(async () => {
	const browser = findBrowser();
	if (!browser) {
		say(`SKIPPED: the tests in a browser, because there is none. ${HOW_TO_GET_A_BROWSER}`);
		if (process.env.CI) throw new Error('In CI they are not skipped.');
		return;
	}
	say(`Browser: ${browser}`);
	const given = takeN8nVersion(process.argv.slice(2));
	if (given.includes(UPDATE_PICTURES)) {
		process.env[PICTURES_VARIABLE] = picturesFolder;
		say(`The pictures in ${picturesFolder} are taken anew.`);
	}
	await runTestFiles(
		path.join(__dirname, 'tests'),
		given.filter((part) => part !== UPDATE_PICTURES),
		{ withoutN8n: WITHOUT_N8N },
	);
});
