/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a server of its own */
import path from 'node:path';

/** The secrets that the first start makes. */
export const SECRET_FILES = {
	key: 'encryption-key',
	user: 'user-secret',
	organization: 'organization-secret',
} as const;

/** The embedded database in the folder of the data. */
export const databaseIn = (data: string): string => path.join(data, 'gateway.db');

/** Lists that are being read, and other files that a restart makes useless. */
export const listsIn = (data: string): string => path.join(data, 'lists');

/** The files of bulk jobs. */
export const jobsIn = (data: string): string => path.join(data, 'bulk');
