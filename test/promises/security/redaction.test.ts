/* eslint-disable @n8n/community-nodes/no-hardcoded-secrets */
import { everythingShown } from '../../support/sandboxed';
import { CALLS, SECRETS, useHostileService } from './support/hostileService';

const service = useHostileService();

const base64 = (text: string) => Buffer.from(text).toString('base64');
const hex = (text: string) => Buffer.from(text).toString('hex');
const each = (text: string, escape: (character: string) => string) =>
	[...text].map(escape).join('');
const code = (character: string) => character.charCodeAt(0);

/** How a service may repeat what it was sent. */
const FORMS: Record<string, (secret: string) => string> = {
	'as it is': (secret) => secret,
	'in capitals': (secret) => secret.toUpperCase(),
	'with capitals at random': (secret) =>
		[...secret].map((one, at) => (at % 3 ? one : one.toUpperCase())).join(''),
	'for a URL': (secret) => encodeURIComponent(secret),
	'for a URL, all of it': (secret) => each(secret, (one) => `%${code(one).toString(16)}`),
	'for a URL, twice': (secret) => encodeURIComponent(encodeURIComponent(secret)),
	'in named HTML escapes': (secret) => secret.replace(/=/g, '&equals;').replace(/-/g, '&hyphen;'),
	'in decimal HTML escapes': (secret) => each(secret, (one) => `&#${code(one)};`),
	'in hexadecimal HTML escapes': (secret) => each(secret, (one) => `&#x${code(one).toString(16)};`),
	'in JSON escapes': (secret) => each(secret, (one) => `\\u00${code(one).toString(16)}`),
	'in escapes of a program': (secret) => each(secret, (one) => `\\x${code(one).toString(16)}`),
	'in HTML escapes in JSON': (secret) => JSON.stringify(secret.replace(/=/g, '&#61;')),
	'in Base64': base64,
	'in Base64 behind one byte': (secret) => base64(`:${secret}`),
	'in Base64 behind two bytes': (secret) => base64(`a:${secret}`),
	'in Base64 between other bytes': (secret) => base64(`a:${secret}:b`),
	'in Base64 for URLs': (secret) => Buffer.from(`?>${secret}`).toString('base64url'),
	'in Base64 in lines': (secret) => base64(secret).replace(/.{7}/g, '$&\n'),
	'in Base64 for a URL': (secret) => encodeURIComponent(base64(secret)),
	'in hexadecimal digits': hex,
	'in capital hexadecimal digits': (secret) => hex(secret).toUpperCase(),
	'in hexadecimal digits with colons': (secret) => hex(secret).replace(/..(?=.)/g, '$&:'),
	'in hexadecimal digits with prefixes': (secret) => hex(secret).replace(/../g, '0x$& '),
	'split by a space': (secret) => `${secret.slice(0, 9)} ${secret.slice(9)}`,
	'split into lines': (secret) => secret.replace(/.{5}/g, '$&\r\n'),
	'split by markup': (secret) => `${secret.slice(0, 7)}<b>${secret.slice(7)}</b>`,
};

/** What was cut off, as the whole text. */
const CUTS: Record<string, (secret: string) => string> = {
	'at its end': (secret) => `The secret is ${secret.slice(0, 10)}`,
	'at its end, in quotation marks': (secret) => `The secret is "${secret.slice(0, 10)}".`,
	'at its end, with dots': (secret) => `The secret '${secret.slice(0, 10)}...' is not known`,
	'at its end, with an ellipsis': (secret) => `The secret ${secret.slice(0, 9)}… is not known`,
	'at its end, with asterisks': (secret) => `The secret ${secret.slice(0, 9)}**** is not known`,
	'at its end, in another case': (secret) => `The secret is ${secret.slice(0, 11).toUpperCase()}`,
	'at its end, within an escape': (secret) =>
		`The secret is ${each(secret, (one) => `%${code(one).toString(16)}`).slice(0, 34)}`,
	'at its end, in Base64': (secret) => `The secret is ${base64(secret).slice(0, 14)}`,
	'at its end, in hexadecimal digits': (secret) => `The secret is ${hex(secret).slice(0, 20)}`,
	'at its beginning': (secret) => `${secret.slice(-10)} is not known`,
	'at its beginning, with dots': (secret) => `The secret ...${secret.slice(-10)} is not known`,
	'at its beginning, with asterisks': (secret) => `The secret ****${secret.slice(-9)} is wrong`,
	'on the way, without a sign': (secret) => `Got ${secret.slice(0, 14)} and no more`,
};

/** Random, as real ones are. */
const RANDOM = {
	userSecret: 'Zk3+Qw9/xY7vBn2LpR5t-8aHc=',
	organizationSecret: '9fE_7dUj4MsXo1Gi6Tb0qVyKrW',
};
const RANDOM_TOKEN = 'Ab5/Nm8+Ht2Dz6Fw0Jq4Pe7Sx1Cg=';

/** What of a text nobody may see: each part of a secret in its own form. */
function expectHidden(shown: string, told: string): void {
	const plain = shown.toLowerCase().replace(/\s/g, '');
	const wanted = told.toLowerCase().replace(/\s/g, '');
	for (let at = 0; at + 8 <= wanted.length; at++) {
		expect(plain).not.toContain(wanted.slice(at, at + 8));
	}
}

const WAYS: Array<[string, string, string]> = [
	['the user secret', 'instance getAll', RANDOM.userSecret],
	['the organization secret', 'instance create', RANDOM.organizationSecret],
	['a token', 'customer get', RANDOM_TOKEN],
];

/** Lets the service say something about every request that it would not need to answer first. */
async function shownOf(call: string, message: string, providerMessage = message): Promise<string> {
	service.answer = (request) =>
		request.url.includes('/instances/4711') && request.method === 'GET'
			? {
					body: {
						id: 4711,
						name: 'Store',
						token: RANDOM_TOKEN,
						element: { key: 'quickbooksonprem' },
					},
				}
			: { status: 400, body: { requestId: 'a1', message, providerMessage } };
	const result = await service.run(CALLS[call], {
		credential: { ...service.credential(), ...RANDOM },
	});
	expect(result.error?.description).toContain('Cloud Elements said: ');
	return everythingShown(result);
}

describe.each(WAYS)('%s', (_name, call, secret) => {
	it.each(Object.entries(FORMS))('is not shown %s', async (_form, inForm) => {
		const told = inForm(secret);
		const shown = await shownOf(call, `Refused: ${told} (it is wrong)`, `Not known [${told}]`);
		expectHidden(shown, told);
		expect(shown).toContain('Refused: ');
		expect(shown).toContain('(it is wrong)');
	});

	it.each(Object.entries(CUTS))('is not shown where it was cut off %s', async (_cut, inText) => {
		const text = inText(secret);
		const shown = await shownOf(call, text);
		const said = /Cloud Elements said: (.*?)\\n/.exec(shown)?.[1] ?? '';
		expect(said).toContain('********');
		const own = text.replace(
			/^(The secret (is )?|Got )|( and no more| is (not known|wrong))$/g,
			'',
		);
		expectHidden(said, own.replace(/^["'.*]+|["'.*…]+$/g, ''));
	});
});

it('Words that a secret begins with are shown where nothing was cut off', async () => {
	service.answer = {
		status: 400,
		body: { requestId: 'a1', message: 'Open QuickBooks, then try again' },
	};
	const { error } = await service.run(CALLS['instance getAll'], {
		credential: { ...service.credential(), ...SECRETS, userSecret: 'QuickBooks-2024-Pass' },
	});
	expect(error?.description).toContain('Open QuickBooks, then try again');
});

it('Long texts are cut without a part of a secret at their end', async () => {
	for (let before = 960; before < 1000; before += 3) {
		const shown = await shownOf(
			'instance getAll',
			`${'x'.repeat(before)} ${RANDOM.userSecret} and more`,
		);
		expectHidden(shown, RANDOM.userSecret);
	}
});
