import type { RequestPolicy } from '../transport/request';

/** Somebody is looking at an open list: answer soon or say why not. */
export const EDITOR_POLICY: RequestPolicy = {
	timeoutMs: 30_000,
	maxAttempts: 2,
	waitBetweenAttemptsMs: 500,
};
