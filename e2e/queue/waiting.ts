/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';

const POLL_MS = 50;
const PATIENCE_MS = 120_000;

/** Waits until something holds. @throws when that takes longer than two minutes */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
	const deadlineMs = Date.now() + PATIENCE_MS;
	while (!(await holds())) {
		assert.ok(Date.now() < deadlineMs, `waited in vain: ${what}`);
		await wait(POLL_MS);
	}
}
