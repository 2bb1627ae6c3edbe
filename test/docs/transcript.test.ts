/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { transcriptIn } from '../../tools/docs/transcript/page';
import { recordTranscript } from '../../tools/docs/transcript/record';
import { loadCredential, loadNode } from '../support/builtPackage';

describe('The transcript in docs/gateway.md', () => {
	let data: string;
	beforeAll(async () => (data = await mkdtemp(path.join(os.tmpdir(), 'transcript-'))));
	afterAll(async () => await rm(data, { recursive: true, force: true }));

	it('is what happens: npm run docs:transcript writes it anew', async () => {
		const parts = { node: loadNode(), credentialType: loadCredential() };
		const page = await readFile(path.join(process.cwd(), 'docs', 'gateway.md'), 'utf8');
		expect(await recordTranscript(parts, data)).toBe(transcriptIn(page));
	}, 60_000);
});
