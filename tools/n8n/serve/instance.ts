/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import path from 'node:path';
import getPort from 'get-port';
import { environmentWithPath } from './environment';
import type { N8nInstallation } from '../install/install';
import { scratchFolder } from './userFolder';

/** One n8n with its data: what its server and its command line share. */
export interface N8nInstance {
	installation: N8nInstallation;
	userFolder: string;
	/** Further environment of each of its processes, such as where its database is. */
	settings?: NodeJS.ProcessEnv;
}

/** Ports that are free now, all different, on loopback. */
export async function freePorts(count: number): Promise<number[]> {
	const ports: number[] = [];
	while (ports.length < count) ports.push(await getPort({ host: '127.0.0.1', exclude: ports }));
	return ports;
}

/**
 * The environment of one n8n process: everything local, nothing sent home, ports of its own (each process
 * opens one for the editor and one for its code runners, and fails when another has it). `N8N_PORT` among the
 * additions keeps an address across restarts.
 */
export async function n8nEnvironment(
	{ installation, userFolder, settings }: N8nInstance,
	additions: NodeJS.ProcessEnv = {},
): Promise<{ env: NodeJS.ProcessEnv; port: number }> {
	const scratch = scratchFolder(userFolder);
	const [freePort, brokerPort] = await freePorts(2);
	const port = Number(additions.N8N_PORT ?? freePort);
	const env = environmentWithPath(path.join(installation.node.folder, 'bin'), {
		N8N_USER_FOLDER: userFolder,
		N8N_PORT: String(port),
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: '127.0.0.1',
		N8N_SECURE_COOKIE: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'true',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		TMPDIR: scratch,
		TEMP: scratch,
		TMP: scratch,
		...settings,
		...additions,
	});
	return { env, port: Number(env.N8N_PORT) };
}
