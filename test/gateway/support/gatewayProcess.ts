/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- starts a gateway */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

const FOLDER = path.resolve(__dirname, '../../..');

export const USER_SECRET = 'user-1';
export const ORGANIZATION_SECRET = 'organization-1';

/** A gateway as an operator starts it: a process of its own over a folder of data. */
export class GatewayProcess {
	private constructor(
		private readonly child: ChildProcess,
		readonly port: number,
	) {}

	/**
	 * @param data folder of the embedded database
	 * @param port 0 for any that is free
	 * @param variables such as `GATEWAY_WAIT_SECONDS`
	 * @param program the command, or another one that takes its options; JavaScript or TypeScript
	 * @returns the gateway, once it listens
	 * @throws Error with what it said where it does not come up
	 */
	static async start(
		data: string,
		port: number,
		variables: Record<string, string> = {},
		program = 'gateway/cli.ts',
	): Promise<GatewayProcess> {
		const loader = program.endsWith('.ts') ? ['--import', 'tsx'] : [];
		const args = [...loader, program, '--data', data, '--port', String(port)];
		const { PATH, HOME, TMPDIR } = process.env;
		const secrets = {
			GATEWAY_USER_SECRET: USER_SECRET,
			GATEWAY_ORGANIZATION_SECRET: ORGANIZATION_SECRET,
		};
		const child = spawn(process.execPath, args, {
			cwd: FOLDER,
			env: { PATH, HOME, TMPDIR, ...secrets, ...variables },
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		let errors = '';
		child.stderr.on('data', (text: Buffer) => (errors += String(text)));
		for await (const line of createInterface(child.stdout)) {
			const listening = /listens at http:\/\/[\d.]+:(\d+)/.exec(line);
			if (!listening) continue;
			// What it logs from now on must not fill the pipe.
			child.stdout.resume();
			return new GatewayProcess(child, Number(listening[1]));
		}
		throw new Error(`The gateway did not come up: ${errors}`);
	}

	get address(): string {
		return `http://localhost:${this.port}`;
	}

	get pid(): number {
		return this.child.pid!;
	}

	/** Ends it at once, as a power cut does for the process: it can finish nothing. */
	async kill(): Promise<void> {
		if (this.child.exitCode !== null || this.child.signalCode !== null) return;
		const gone = once(this.child, 'exit');
		this.child.kill('SIGKILL');
		await gone;
	}
}
