import { createHash } from 'crypto';

/** How many events are remembered, so that a repeated delivery starts nothing again. */
export const MAX_REMEMBERED = 10_000;

/** Characters kept of a key's hash: 66 bits, so that two of 10,000 keys are never the same by chance. */
const HASH_LENGTH = 11;

/**
 * The events that were last given out, oldest first. Kept as one text of hashes: n8n saves a trigger's
 * memory whole after each delivery.
 */
export class RecentKeys {
	private readonly hashes: Set<string>;

	constructor(saved: unknown = '') {
		const text =
			saved instanceof RecentKeys ? saved.toJSON() : typeof saved === 'string' ? saved : '';
		this.hashes = new Set(text.match(new RegExp(`[\\w-]{${HASH_LENGTH}}`, 'g')) ?? []);
	}

	/** How many are remembered. */
	get size(): number {
		return this.hashes.size;
	}

	has(key: string): boolean {
		return this.hashes.has(hashOf(key));
	}

	add(key: string): void {
		const hash = hashOf(key);
		this.hashes.delete(hash);
		this.hashes.add(hash);
		this.trim();
	}

	/** Takes over what another memory of the same trigger holds. */
	merge(saved: unknown): void {
		const known = [...this.hashes];
		for (const hash of new RecentKeys(saved).hashes) this.hashes.add(hash);
		for (const hash of known) {
			this.hashes.delete(hash);
			this.hashes.add(hash);
		}
		this.trim();
	}

	/**
	 * What is saved. Read at the moment of saving: of two deliveries at once, the one that n8n saves last may have
	 * come first, and must not take back what the other one noted.
	 */
	toJSON(): string {
		return [...this.hashes].join('');
	}

	private trim(): void {
		for (const oldest of this.hashes) {
			if (this.hashes.size <= MAX_REMEMBERED) return;
			this.hashes.delete(oldest);
		}
	}
}

function hashOf(key: string): string {
	return createHash('sha256').update(key).digest('base64url').slice(0, HASH_LENGTH);
}
