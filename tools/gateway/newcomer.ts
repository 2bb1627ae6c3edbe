import { runCommand } from '../n8n/serve/leftovers';
import { inWords, say } from '../n8n/serve/progress';
import { goNewcomersPath } from './newcomerPath';

/** Goes the newcomer's path of docs/gateway.md and prints its steps with what each took. */
void runCommand(async () => {
	const { steps, invoice } = await goNewcomersPath();
	say('| Step | Took |');
	say('| --- | --- |');
	for (const { what, isCommand, durationMs } of steps) {
		say(`| ${isCommand ? `\`${what}\`` : what} | ${inWords(durationMs)} |`);
	}
	const commands = steps.filter(({ isCommand }) => isCommand).length;
	const totalMs = steps.reduce((sumMs, { durationMs }) => sumMs + durationMs, 0);
	say(
		`| **${commands} commands and ${steps.length - commands} steps by hand** | **${inWords(totalMs)}** |`,
	);
	say();
	say(`In the books of the simulated QuickBooks: an invoice of ${String(invoice.Subtotal)}.`);
});
