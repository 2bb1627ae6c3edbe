/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Room for new objects. With Node's own 16 MB a tenth of the time goes into collecting what requests and answers
 * leave behind (observed).
 */
const NEW_OBJECTS = '--max-semi-space-size=64';

/** What the processes of a test run get: a folder in which they keep n8n's files, and options of Node. */
export default async function prepareProcesses(): Promise<void> {
	process.env.QBE_TEST_FOLDER = await mkdtemp(join(tmpdir(), 'quickbooks-enterprise-test-'));
	process.env.NODE_OPTIONS = [process.env.NODE_OPTIONS, NEW_OBJECTS].filter(Boolean).join(' ');
}
