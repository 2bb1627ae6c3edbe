import type { Wording } from './wording';

/** What to check where the address itself may be wrong. */
const CHECK_ADDRESS = "Check 'Environment' and 'Base URL' in the credential";

type Words = (host: string) => Wording;

const refused: Words = (host) => ({
	message: `nothing takes calls at ${host}`,
	mend: `${CHECK_ADDRESS}, and whether the service is running there.`,
});

const unknownName: Words = (host) => ({
	message: `there is no host of the name ${host}`,
	mend: `${CHECK_ADDRESS}: the name may be misspelt, or known in another network only.`,
});

const noNameService: Words = (host) => ({
	message: `the name ${host} could not be looked up`,
	mend: 'The name service (DNS) of the machine that n8n runs on gives no answer. Check its network, then run this again.',
});

const noWay: Words = (host) => ({
	message: `there is no way to ${host}`,
	mend: 'Check the network of the machine that n8n runs on, and whether a firewall or VPN stands in between.',
});

const silent: Words = (host) => ({
	message: `${host} did not take the connection in time`,
	mend: `A firewall that drops calls looks like this, and so does a machine that is off. ${CHECK_ADDRESS}, and whether this n8n may open connections to that host.`,
});

const closed: Words = (host) => ({
	message: `${host} closed the connection`,
	mend: 'The service may be starting anew, or a proxy or firewall in between ended the connection. Run this again.',
});

const wrongCertificate =
	(what: string, advice = `${CHECK_ADDRESS}.`): Words =>
	(host) => ({ message: `the certificate of ${host} ${what}`, mend: advice });

const unknownIssuer = wrongCertificate(
	"was issued by nobody whom this n8n's machine trusts",
	"Have the certificate of the issuer added to what n8n trusts (the environment variable NODE_EXTRA_CA_CERTS), or check 'Base URL' in the credential. A proxy that opens encrypted calls looks like this, too.",
);

const notEncrypted: Words = (host) => ({
	message: `no encrypted connection to ${host} came about`,
	mend: `What answers there may speak http only, or another version of TLS. ${CHECK_ADDRESS}.`,
});

/** By the codes of Node.js and OpenSSL (documented). */
const WORDS: Readonly<Record<string, Words | undefined>> = {
	CERT_HAS_EXPIRED: wrongCertificate('has expired', 'Whoever runs the service has to renew it.'),
	CERT_NOT_YET_VALID: wrongCertificate(
		'is not valid yet',
		'Check the clock of the machine that n8n runs on.',
	),
	CERT_REVOKED: wrongCertificate('was revoked'),
	CERT_SIGNATURE_FAILURE: wrongCertificate('is damaged'),
	CERT_REJECTED: wrongCertificate('was refused'),
	CERT_UNTRUSTED: unknownIssuer,
	DEPTH_ZERO_SELF_SIGNED_CERT: unknownIssuer,
	EADDRNOTAVAIL: noWay,
	EAI_AGAIN: noNameService,
	EAI_FAIL: noNameService,
	ECONNABORTED: closed,
	ECONNREFUSED: refused,
	ECONNRESET: closed,
	EHOSTDOWN: noWay,
	EHOSTUNREACH: noWay,
	ENETDOWN: noWay,
	ENETUNREACH: noWay,
	ENOTFOUND: unknownName,
	EPIPE: closed,
	EPROTO: notEncrypted,
	ERR_TLS_CERT_ALTNAME_INVALID: wrongCertificate('is for another name'),
	ETIMEDOUT: silent,
	SELF_SIGNED_CERT_IN_CHAIN: unknownIssuer,
	UNABLE_TO_GET_ISSUER_CERT: unknownIssuer,
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unknownIssuer,
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: unknownIssuer,
};

/**
 * What an error code of the network means, in the user's words.
 *
 * @param code Such as ECONNREFUSED.
 * @param host The host that was called, with its port where the address names one.
 * @returns The cause, to stand behind a colon, and what to do; undefined for a code without words.
 */
export function networkWords(code: string | undefined, host = 'that host'): Wording | undefined {
	const known = code === undefined ? undefined : WORDS[code];
	const isOfTls = code !== undefined && /^ERR_(?:SSL|TLS)_/.test(code);
	return (known ?? (isOfTls ? notEncrypted : undefined))?.(host);
}

/** The cause and the advice where the code has no words of its own. */
export function unreachedWords(code: string | undefined, host = 'that host'): Wording {
	return (
		networkWords(code, host) ?? {
			message: `no connection to ${host} came about`,
			mend: `${CHECK_ADDRESS} and whether this n8n may open connections to that host.`,
		}
	);
}
