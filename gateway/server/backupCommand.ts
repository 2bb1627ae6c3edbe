/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a server of its own */
import { existsSync } from 'node:fs';
import { copyFile, cp, mkdir, open, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';

import { EmbeddedDatabase } from '../store';
import { API_BASE } from '../api';
import { databaseIn, jobsIn, SECRET_FILES } from './dataFolder';
import type { GatewayOptions } from './options';

/** Why there is no backup. */
class BackupError extends Error {
	constructor(message: string) {
		super(message);
		this.name = 'BackupError';
	}
}

/**
 * Copies all that a gateway needs to go on elsewhere into an empty folder: the database as it is now, the key and the secrets,
 * the files of bulk jobs. The gateway may run meanwhile.
 *
 * @param options with which the gateway runs
 * @param folder is made where it is not there
 * @returns what has to be kept beside the folder: the names of settings that hold what is in no file
 * @throws BackupError where it cannot be done, StoreUnusableError where the copy would not be whole
 */
export async function backUp(options: GatewayOptions, folder: string): Promise<string[]> {
	const { data, databaseUrl } = options;
	if (databaseUrl !== undefined) {
		throw new BackupError(
			'PostgreSQL keeps the data. Back it up with pg_dump, and keep GATEWAY_ENCRYPTION_KEY with it.',
		);
	}
	if (!existsSync(databaseIn(data)))
		throw new BackupError(`There is no gateway's data in ${data}.`);
	await mkdir(folder, { recursive: true, mode: 0o700 });
	if ((await readdir(folder)).length > 0) throw new BackupError(`${folder} is not empty.`);

	const beside = await copySecrets(options, folder);
	const copy = databaseIn(folder);
	if (!(await fetchCopy(options, copy))) {
		const database = new EmbeddedDatabase(databaseIn(data));
		await database.copyTo(copy).finally(async () => await database.close());
	}
	const check = new EmbeddedDatabase(copy);
	await check.check().finally(async () => await check.close());
	if (existsSync(jobsIn(data))) await cp(jobsIn(data), jobsIn(folder), { recursive: true });
	return beside;
}

/** @returns the settings that hold a secret which is in no file */
async function copySecrets(options: GatewayOptions, folder: string): Promise<string[]> {
	const given = {
		[SECRET_FILES.key]: [options.encryptionKey, 'GATEWAY_ENCRYPTION_KEY'],
		[SECRET_FILES.user]: [options.userSecret, 'GATEWAY_USER_SECRET'],
		[SECRET_FILES.organization]: [options.organizationSecret, 'GATEWAY_ORGANIZATION_SECRET'],
	};
	const beside: string[] = [];
	for (const [name, [value, setting]] of Object.entries(given)) {
		if (value !== undefined) beside.push(setting!);
		else await copyFile(path.join(options.data, name), path.join(folder, name));
	}
	return beside;
}

/** Has the gateway that runs copy its database. @returns false where none runs */
async function fetchCopy(options: GatewayOptions, file: string): Promise<boolean> {
	const secret = async (given: string | undefined, name: string) =>
		given ?? (await readFile(path.join(options.data, name), 'utf8')).trim();
	const user = await secret(options.userSecret, SECRET_FILES.user);
	const organization = await secret(options.organizationSecret, SECRET_FILES.organization);
	let answer: Response;
	try {
		answer = await fetch(`http://${hostOf(options)}:${options.port}${API_BASE}/backup`, {
			headers: { authorization: `User ${user}, Organization ${organization}` },
		});
	} catch {
		return false;
	}
	if (!answer.ok || !answer.body) {
		throw new BackupError(
			`What runs at port ${options.port} answered ${answer.status}. Give --port, --data and the variables as the gateway has them.`,
		);
	}
	const handle = await open(file, 'wx', 0o600);
	try {
		for await (const part of Readable.fromWeb(answer.body as never)) {
			await handle.writeFile(part as Buffer);
		}
		await handle.sync();
	} finally {
		await handle.close();
	}
	return true;
}

/** Where the gateway is reached from its own machine. */
function hostOf({ host }: GatewayOptions): string {
	if (host === '0.0.0.0') return '127.0.0.1';
	if (host === '::') return '[::1]';
	return host.includes(':') ? `[${host}]` : host;
}
