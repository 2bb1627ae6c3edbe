import { createHash, randomBytes } from 'node:crypto';

/**
 * Makes everything that looks random from one key, so that a seed replays and nothing is a constant in the
 * repository. The shapes are those of the service's samples (observed); no client may depend on them.
 */
export class Identifiers {
	private requests = 0;

	constructor(
		/** Hex text; kept in the state file. */
		readonly key: string,
		/** Tells the request ids of one start from those of the next with the same key. */
		private readonly start: number,
	) {}

	/** Without a seed, every start has its own key. */
	static fromSeed(seed: number | undefined): string {
		return seed === undefined ? randomBytes(32).toString('hex') : `seed-${seed}`;
	}

	/** 44 characters of Base64 that end in `=`: user secret and Element tokens. */
	secret(label: string): string {
		return this.digest(label).toString('base64');
	}

	/** 32 hex characters: organization secret, password, bearer token. */
	hex(label: string): string {
		return this.digest(label).toString('hex').slice(0, 32);
	}

	/** 24 hex characters. */
	requestId(): string {
		this.requests += 1;
		return this.hex(`request/${this.start}/${this.requests}`).slice(0, 24);
	}

	private digest(label: string): Buffer {
		return createHash('sha256').update(`${this.key}/${label}`).digest();
	}
}
