/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import type { Outside } from './environment';

/** The process around the test file; `environment.ts` says why there are two worlds. */
export const { outside } = globalThis as unknown as { outside: Outside };
