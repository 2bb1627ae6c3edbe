import type { Patience } from '../transport/client';
import type { Change } from './difference';
import type { InstanceBody } from './instanceBody';
import type { Instance } from './instanceOutput';
import type { MatchKey } from './matching';

/** What one item wants to stand at the end. */
export interface UpsertRequest {
	index: number;
	/** What is sent where it has to be created. */
	body: InstanceBody;
	/** What an instance that exists is compared with: only what the user gave. */
	managed: InstanceBody;
	key: MatchKey;
	patience: Patience;
	/** Only say what would be done. */
	planOnly: boolean;
	/** Whether the output needs the token. */
	needsToken: boolean;
}

/** What was done about one item. */
export interface UpsertResult {
	outcome: 'created' | 'updated' | 'unchanged' | 'wouldCreate' | 'wouldUpdate';
	/** The instance as it is now; undefined where it would only be created. */
	instance?: Instance;
	changes: Change[];
	notCompared: string[];
	recovered?: boolean;
	duplicateIds?: string[];
	removedTwinId?: string;
}

/** How a run tells what became of its items. */
export interface UpsertReport {
	succeed(request: UpsertRequest, result: UpsertResult): void;
	fail(request: UpsertRequest, error: unknown): void;
	remark(request: UpsertRequest, line: string): void;
	hint(message: string): void;
	mayStart(): boolean;
}
