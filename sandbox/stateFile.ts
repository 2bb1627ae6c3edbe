/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Notification } from '../gateway/store';
import type { SavedCompany } from '../simulator/quickBooks/books/companyFile';
import type { SavedTransformations } from './platform/elements/elementTransformations';
import type { StoredInstance } from './types';
import type { Secrets } from './world';

export interface SavedState {
	/** 1 kept companies in a form that is not read any more. */
	version: 2;
	start: number;
	identifierKey: string;
	secrets: Secrets;
	organizationName: string;
	highestInstanceId: number;
	instances: StoredInstance[];
	/** The history of events and what became of each; files of earlier versions have it in another form. */
	notifications?: Notification[];
	/** By instance id; only those that were written to. */
	companies?: Record<string, SavedCompany>;
	/** Of elements; those of instances stand with them. */
	transformations?: SavedTransformations;
}

/** Changes within this time share one write. */
const GATHER_MS = 100;

/** Keeps a state on disk. Each write replaces the file as a whole, so a kill never leaves half of one. */
export class StateFile {
	private timer: NodeJS.Timeout | undefined;
	private writing: Promise<void> = Promise.resolve();

	constructor(private readonly path: string) {}

	/**
	 * What an earlier run left, or undefined when there is no file yet.
	 *
	 * @throws Error when the file cannot be read or is not one of ours.
	 */
	async load(): Promise<SavedState | undefined> {
		const text = await readFile(this.path, 'utf8').catch((error: NodeJS.ErrnoException) => {
			if (error.code === 'ENOENT') return undefined;
			throw error;
		});
		if (text === undefined) return undefined;
		const state = parseState(text);
		if (!state) {
			throw new Error(`${this.path} is not a sandbox state file. Name another one or remove it.`);
		}
		return state;
	}

	/** Writes soon. */
	schedule(state: () => SavedState): void {
		if (this.timer) return;
		this.timer = setTimeout(() => {
			this.timer = undefined;
			// A failed write is reported by the last one, in flush(): a demo need not die in between.
			this.write(state()).catch(() => undefined);
		}, GATHER_MS);
	}

	/** Writes now and waits for it. */
	async flush(state: () => SavedState): Promise<void> {
		clearTimeout(this.timer);
		this.timer = undefined;
		await this.write(state());
	}

	private async write(state: SavedState): Promise<void> {
		const text = JSON.stringify(state);
		const write = async () => {
			const draft = `${this.path}.new`;
			await mkdir(dirname(this.path), { recursive: true });
			// Only the owner may read it: it holds the secrets.
			await writeFile(draft, text, { mode: 0o600 });
			await rename(draft, this.path);
		};
		this.writing = this.writing.then(write, write);
		await this.writing;
	}
}

function parseState(text: string): SavedState | undefined {
	try {
		const state = JSON.parse(text) as SavedState;
		return state.version === 2 && Array.isArray(state.instances) ? state : undefined;
	} catch {
		return undefined;
	}
}
