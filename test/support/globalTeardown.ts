/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { rm } from 'node:fs/promises';

/** Removes what `globalSetup.ts` made. */
export default async function removeUserFolders(): Promise<void> {
	await rm(process.env.QBE_TEST_FOLDER!, { recursive: true, force: true });
}
