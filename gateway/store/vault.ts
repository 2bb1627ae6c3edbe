/* eslint-disable @n8n/community-nodes/require-node-api-error -- these errors never reach a node */
import {
	createCipheriv,
	createDecipheriv,
	createHmac,
	hkdfSync,
	randomBytes,
	timingSafeEqual,
} from 'node:crypto';

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const VERSION = 'v1';

/** A text that was sealed with another key, for another place, or was changed. */
export class UnsealError extends Error {
	constructor() {
		super('A stored secret cannot be read. Was GATEWAY_ENCRYPTION_KEY, or the key file, replaced?');
		this.name = 'UnsealError';
	}
}

/** Makes a key for {@link Vault}, in the form in which it is set. */
export const makeKey = (): string => randomBytes(KEY_BYTES).toString('base64');

/**
 * Encrypts what is stored and makes the digests by which secrets are looked up. The key itself is never used:
 * each purpose has one of its own, so that a digest says nothing about what is sealed.
 */
export class Vault {
	private readonly sealKey: Buffer;

	private readonly digestKey: Buffer;

	/**
	 * @param key 32 bytes, in base64 or as 64 hexadecimal digits
	 * @throws RangeError for any other key; it does not quote it
	 */
	constructor(key: string) {
		const bytes = /^[0-9a-f]{64}$/i.test(key) ? Buffer.from(key, 'hex') : fromBase64(key);
		if (bytes?.length !== KEY_BYTES) {
			throw new RangeError(
				'The encryption key must be 32 random bytes in base64 or hexadecimal, as `openssl rand -base64 32` makes them',
			);
		}
		this.sealKey = derive(bytes, 'seal');
		this.digestKey = derive(bytes, 'digest');
	}

	/**
	 * @param text what is to be kept secret
	 * @param place where it stands; it can be opened only as the same
	 */
	seal(text: string, place: string): string {
		const nonce = randomBytes(NONCE_BYTES);
		const cipher = createCipheriv('aes-256-gcm', this.sealKey, nonce).setAAD(Buffer.from(place));
		const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
		const whole = Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
		return `${VERSION}.${whole.toString('base64')}`;
	}

	/** @throws UnsealError where it was sealed otherwise */
	open(sealed: string, place: string): string {
		const [version, encoded] = sealed.split('.');
		const whole = Buffer.from(encoded ?? '', 'base64');
		if (version !== VERSION || whole.length < NONCE_BYTES + TAG_BYTES) throw new UnsealError();
		const nonce = whole.subarray(0, NONCE_BYTES);
		const decipher = createDecipheriv('aes-256-gcm', this.sealKey, nonce)
			.setAAD(Buffer.from(place))
			.setAuthTag(whole.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
		try {
			const text = decipher.update(whole.subarray(NONCE_BYTES + TAG_BYTES));
			return Buffer.concat([text, decipher.final()]).toString('utf8');
		} catch {
			throw new UnsealError();
		}
	}

	/** HMAC of a random secret. A slow hash would cost ten cores for a thousand companies that log in every five seconds. */
	digest(text: string, purpose: string): string {
		return createHmac('sha256', this.digestKey).update(`${purpose}\0${text}`).digest('base64');
	}
}

/** Compares two texts in a time that says nothing about where they differ. */
export function isSame(one: string, other: string): boolean {
	const [a, b] = [one, other].map((text) =>
		createHmac('sha256', COMPARE_KEY).update(text).digest(),
	);
	return timingSafeEqual(a, b);
}

const COMPARE_KEY = randomBytes(KEY_BYTES);

function fromBase64(text: string): Buffer | undefined {
	return /^[\w+/-]{43}=?$/.test(text) ? Buffer.from(text, 'base64') : undefined;
}

function derive(key: Buffer, purpose: string): Buffer {
	return Buffer.from(hkdfSync('sha256', key, '', `quickbooks-enterprise-gateway ${purpose}`, 32));
}
