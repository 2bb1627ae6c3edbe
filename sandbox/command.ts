/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { parseArgs } from 'node:util';
import { API_BASE } from './server/http';
import { startSandbox, type Sandbox, type SandboxOptions } from './index';

const DEFAULT_PORT = 4010;

type Print = (text: string) => void;

const USAGE = `Starts a local Cloud Elements to try the nodes against.

  npm run sandbox -- [options]

  --port N      TCP port (default ${DEFAULT_PORT}, or a free one when that is taken)
  --host A      address to listen on (default 127.0.0.1)
  --state FILE  keep secrets and data in FILE across restarts
  --latency MS  delay of every answer in milliseconds
  --seed N      the same secrets and tokens on every start
  --event-minute MS  poll as configured, a minute taking MS milliseconds; never without
  --records N   further customers in each company file
  --web-connector  reach QuickBooks through the gateway's queue and a simulated Web Connector
  --help        this text
`;

function wholeNumber(name: string, text: string | undefined): number | undefined {
	if (text === undefined) return undefined;
	if (!/^\d+$/.test(text)) throw new Error(`--${name} needs a whole number, not "${text}".`);
	return Number(text);
}

/** Takes another port when the usual one is taken, but never in place of one that was asked for. */
async function start(options: SandboxOptions, print: Print): Promise<Sandbox> {
	const first = startSandbox({ ...options, port: options.port ?? DEFAULT_PORT });
	return await first.catch(async (error: NodeJS.ErrnoException) => {
		if (error.code !== 'EADDRINUSE' || options.port !== undefined) throw error;
		print(`Port ${DEFAULT_PORT} is taken, so a free one is used.`);
		return await startSandbox({ ...options, port: 0 });
	});
}

function table(rows: string[][]): string {
	const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
	return rows
		.map((row) =>
			`  ${row.map((cell, column) => cell.padEnd(widths[column])).join('  ')}`.trimEnd(),
		)
		.join('\n');
}

function describe(sandbox: Sandbox, stateFile: string | undefined): string {
	const instances = sandbox.instances.map((instance) => [
		String(instance.id),
		instance.name,
		instance.elementKey,
		instance.tags.join(', '),
		instance.disabled ? 'disabled' : 'enabled',
	]);
	return `
The sandbox is running: a local Cloud Elements with made-up data. Ctrl-C ends it.

Credential "Cloud Elements API" in n8n:
  Environment          Custom
  Base URL             ${sandbox.url}
  User Secret          ${sandbox.userSecret}
  Organization Secret  ${sandbox.organizationSecret}

Login (POST ${API_BASE}/authentication):
  ${sandbox.username} / ${sandbox.password}

Instances:
${table([['ID', 'Name', 'Element', 'Tags', 'State'], ...instances])}

Try it:
  curl '${sandbox.url}${API_BASE}/instances?hydrate=false' \\
    -H 'Authorization: User ${sandbox.userSecret}, Organization ${sandbox.organizationSecret}'

Requests and faults: ${sandbox.url}/sandbox/requests, ${sandbox.url}/sandbox/faults (docs/sandbox.md)
State: ${stateFile ?? 'in memory only; --state FILE keeps it'}
`;
}

/**
 * Starts a sandbox with example data as the arguments say, and prints how to use it.
 *
 * @param args what follows the name of the command.
 * @param onStarted called before anything is printed, so that whoever reads the text can already stop it.
 * @returns the running sandbox, or undefined when only help was asked for.
 * @throws Error with a message for the user.
 */
export async function runCommand(
	args: string[],
	print: Print,
	onStarted: (sandbox: Sandbox) => void = () => undefined,
): Promise<Sandbox | undefined> {
	const { values } = parseArgs({
		args,
		options: {
			port: { type: 'string' },
			host: { type: 'string' },
			state: { type: 'string' },
			latency: { type: 'string' },
			seed: { type: 'string' },
			records: { type: 'string' },
			'web-connector': { type: 'boolean' },
			'event-minute': { type: 'string' },
			help: { type: 'boolean' },
		},
	});
	if (values.help) {
		print(USAGE);
		return undefined;
	}
	const sandbox = await start(
		{
			port: wholeNumber('port', values.port),
			host: values.host,
			stateFile: values.state,
			latencyMs: wholeNumber('latency', values.latency),
			seed: wholeNumber('seed', values.seed),
			eventMinuteMs: wholeNumber('event-minute', values['event-minute']),
			extraCustomers: wholeNumber('records', values.records),
			webConnector: values['web-connector'],
			seedData: true,
		},
		print,
	);
	onStarted(sandbox);
	print(describe(sandbox, values.state));
	return sandbox;
}
