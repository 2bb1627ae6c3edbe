import { describeFailure } from '../../../nodes/QuickBooksEnterprise/transport/errors/describeFailure';
import { readNetworkError } from '../../../nodes/QuickBooksEnterprise/transport/errors/networkError';

const HOST = 'api.example.com:8443';

const CODES = [
	'CERT_HAS_EXPIRED',
	'CERT_NOT_YET_VALID',
	'CERT_REJECTED',
	'CERT_REVOKED',
	'CERT_SIGNATURE_FAILURE',
	'CERT_UNTRUSTED',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'EAI_AGAIN',
	'ECONNABORTED',
	'ECONNREFUSED',
	'ECONNRESET',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'ENOTFOUND',
	'EPIPE',
	'EPROTO',
	'ERR_SSL_WRONG_VERSION_NUMBER',
	'ERR_TLS_CERT_ALTNAME_INVALID',
	'ETIMEDOUT',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_GET_ISSUER_CERT',
	'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
];

/** As the network gives it: while the connection is made, or after that. */
const MOMENTS = [
	['connecting', { syscall: 'connect' }],
	['under way', {}],
] as const;

describe.each(MOMENTS)('What the network says, %s', (_, moment) => {
	it.each(CODES)('is said in words: %s', (code) => {
		const { kind } = readNetworkError({ code, message: code, ...moment });
		const { message, description } = describeFailure(
			{ kind, networkCode: code, host: HOST, timeoutMs: 1000 },
			{ action: 'list the instances' },
		);
		const said = `${message}\n${description}`;
		expect(said).not.toContain(code);
		if (kind === 'unreached') expect(message).toContain(HOST);
	});
});

it('a code without words is told as it is', () => {
	const { message, description } = describeFailure(
		{ kind: 'unreached', networkCode: 'EWHATEVER', host: HOST },
		{ action: 'list the instances' },
	);
	expect(message).toContain(`no connection to ${HOST} came about`);
	expect(description).toContain('Network code: EWHATEVER');
});

it('what to do differs with the cause', () => {
	const mends = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'CERT_HAS_EXPIRED'].map(
		(networkCode) =>
			describeFailure({ kind: 'unreached', networkCode, host: HOST }, { action: 'do it' })
				.description,
	);
	expect(new Set(mends).size).toBe(mends.length);
});
