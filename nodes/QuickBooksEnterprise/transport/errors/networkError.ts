import type { FailureKind } from '../retry';

/** What the network said, read from whatever the request helper threw. */
export interface NetworkProblem {
	kind: FailureKind;
	code?: string;
	/** For `blocked`: what n8n said. */
	reason?: string;
}

/** Codes of failures that happen before anything of the request is sent. */
const NOT_SENT_CODES = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EADDRNOTAVAIL',
	'ERR_INVALID_URL',
	'ERR_TLS_CERT_ALTNAME_INVALID',
	'CERT_HAS_EXPIRED',
	'CERT_NOT_YET_VALID',
	'CERT_REJECTED',
	'CERT_REVOKED',
	'CERT_SIGNATURE_FAILURE',
	'CERT_UNTRUSTED',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_GET_ISSUER_CERT',
	'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/**
 * How OpenSSL and Node.js say that no encrypted connection came about, such as where https meets a server that speaks
 * http only: the request goes out after that.
 */
const NOT_ENCRYPTED =
	/wrong[ _]version[ _]number|packet[ _]length[ _]too[ _]long|http[ _]request|unknown[ _]protocol|unsupported[ _]protocol|no[ _]protocols[ _]available|handshake[ _]failure|alert[ _]protocol[ _]version|unrecognized[ _]name|no[ _](?:shared|suitable)[ _]\w+|before secure TLS connection was established/i;

const LONGEST_CAUSE_CHAIN = 8;

/**
 * Sorts an error of n8n's request helper. The helper wraps the library's error, whose own cause holds the code and the
 * system call, so the whole chain is read. What cannot be told counts as dropped: something may have been sent.
 *
 * @param error - Whatever the helper threw.
 */
export function readNetworkError(error: unknown): NetworkProblem {
	const chain = causeChain(error);
	const code = chain.map((link) => link.code).find(isCode);
	if (chain.some((link) => link.code === 'ERR_CANCELED' || link.name === 'AbortError')) {
		return { kind: 'cancelled', code };
	}
	const refusal = chain.find((link) =>
		/ssrf|domain.*not.*allowed/i.test(`${link.name} ${link.message}`),
	);
	if (refusal) return { kind: 'blocked', reason: String(refusal.message ?? ''), code };
	const connecting = chain.some(
		(link) =>
			link.syscall === 'connect' ||
			link.syscall === 'getaddrinfo' ||
			NOT_ENCRYPTED.test(`${String(link.code ?? '')} ${String(link.message ?? '')}`),
	);
	if (connecting || (code !== undefined && NOT_SENT_CODES.has(code)))
		return { kind: 'unreached', code };
	if (
		chain.some((link) => /timeout of \d+ ?ms exceeded|timed out/i.test(String(link.message ?? '')))
	) {
		return { kind: 'timedOut', code };
	}
	if (code === 'ETIMEDOUT') return { kind: 'timedOut', code };
	return { kind: 'dropped', code };
}

interface ErrorLink {
	name?: unknown;
	message?: unknown;
	code?: unknown;
	syscall?: unknown;
	cause?: unknown;
}

function causeChain(error: unknown): ErrorLink[] {
	const chain: ErrorLink[] = [];
	let link: unknown = error;
	while (typeof link === 'object' && link !== null && chain.length < LONGEST_CAUSE_CHAIN) {
		chain.push(link as ErrorLink);
		link = (link as ErrorLink).cause;
	}
	return chain;
}

function isCode(code: unknown): code is string {
	return typeof code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(code);
}
