import type { Patience } from '../transport/client';

/** Somebody is looking at an open list: answer soon or say why not. */
export const EDITOR_PATIENCE: Patience = {
	timeoutMs: 30_000,
	maxAttempts: 2,
	waitBetweenAttemptsMs: 500,
};
