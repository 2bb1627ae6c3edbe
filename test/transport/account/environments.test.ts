import { readBaseUrl } from '../../../nodes/QuickBooksEnterprise/transport/account/environments';

const NAMED = [
	['production', 'https://api.cloud-elements.com/elements/api-v2'],
	['productionEu', 'https://api.cloud-elements.co.uk/elements/api-v2'],
	['staging', 'https://staging.cloud-elements.com/elements/api-v2'],
] as const;

const SPELLINGS = [
	['https://api.example.com', 'https://api.example.com/elements/api-v2'],
	['https://api.example.com/', 'https://api.example.com/elements/api-v2'],
	['https://api.example.com///', 'https://api.example.com/elements/api-v2'],
	['https://api.example.com/elements/api-v2', 'https://api.example.com/elements/api-v2'],
	['https://api.example.com/elements/api-v2/', 'https://api.example.com/elements/api-v2'],
	['  https://api.example.com \n', 'https://api.example.com/elements/api-v2'],
	['https://api.example.com:8443', 'https://api.example.com:8443/elements/api-v2'],
	['https://example.com/gateway', 'https://example.com/gateway/elements/api-v2'],
	['https://example.com/gateway/elements/api-v2', 'https://example.com/gateway/elements/api-v2'],
	['http://127.0.0.1:4010', 'http://127.0.0.1:4010/elements/api-v2'],
	['http://localhost:4010/', 'http://localhost:4010/elements/api-v2'],
	['http://[::1]:4010', 'http://[::1]:4010/elements/api-v2'],
] as const;

describe('The base URL', () => {
	it.each(NAMED)('of the environment %s is %s', (environment, expected) => {
		expect(readBaseUrl(environment, 'https://ignored.example.com')).toEqual({ baseUrl: expected });
	});

	it('is that of the US production where a credential names no environment', () => {
		expect(readBaseUrl(undefined, undefined)).toEqual({ baseUrl: NAMED[0][1] });
	});

	it('is not made up for an environment that is not known', () => {
		expect(readBaseUrl('moon', '')).toEqual({ finding: "Environment 'moon' is not known" });
	});

	it.each(SPELLINGS)('typed as %j is %s', (typed, expected) => {
		expect(readBaseUrl('custom', typed)).toEqual({ baseUrl: expected });
	});

	it.each(SPELLINGS)('of a gateway typed as %j is %s', (typed, expected) => {
		expect(readBaseUrl('gateway', typed)).toEqual({ baseUrl: expected });
	});

	it('may carry the standard port', () => {
		expect(readBaseUrl('custom', 'https://api.example.com:443')).toEqual({
			baseUrl: 'https://api.example.com/elements/api-v2',
		});
	});

	it.each([
		['', 'is empty'],
		['   ', 'is empty'],
		['api.example.com', 'full address'],
		['ftp://api.example.com', 'full address'],
		['javascript:alert(1)', 'full address'],
		['https://', 'full address'],
		['http://api.example.com', 'https://'],
		['http://localhost.example.com', 'https://'],
		['http://127.0.0.1.example.com', 'https://'],
		['http://10.0.0.1', 'https://'],
		['http://0.0.0.0', 'https://'],
		['https://user@api.example.com', 'user or password'],
		['https://api.example.com/?a=b', 'query or fragment'],
		['https://api.example.com/#part', 'query or fragment'],
	])('typed as %j is refused: %s', (typed, reason) => {
		const reading = readBaseUrl('custom', typed);
		expect(reading).toEqual({ finding: expect.stringContaining(reason) as string });
		expect((reading as { finding: string }).finding).toMatch(/^Base URL/);
	});
});

const THIS_MACHINE = [
	'localhost',
	'gateway.localhost',
	'127.0.0.1',
	'127.9.9.9',
	'[::1]',
	'0x7f.1',
	'2130706433',
];

/** Hosts by whether a gateway there may be called without encryption, in the spellings that URLs have for them. */
const HOSTS: Array<[boolean, string[]]> = [
	[true, THIS_MACHINE],
	[true, ['gateway', 'qb_gateway', 'qb-gateway', 'GATEWAY', 'gateway2']],
	[
		true,
		[
			'10.0.0.1',
			'10.255.255.255',
			'172.16.0.1',
			'172.31.255.255',
			'192.168.0.1',
			'192.168.255.255',
		],
	],
	[true, ['0xa.0.0.1', '3232235777', '[fc00::1]', '[fd12:3456:789a::1]', '[FDFF::1]']],
	[
		false,
		[
			'gateway.example.com',
			'localhost.example.com',
			'gateway.',
			'gateway.local',
			'10.0.0.1.example.com',
		],
	],
	[
		false,
		[
			'9.255.255.255',
			'11.0.0.1',
			'172.15.255.255',
			'172.32.0.1',
			'192.167.0.1',
			'192.169.0.1',
			'8.8.8.8',
		],
	],
	[
		false,
		[
			'169.254.169.254',
			'0xa9fea9fe',
			'2852039166',
			'169.254.1.1',
			'[fe80::1]',
			'[febf::1]',
			'[fe90::1]',
		],
	],
	[
		false,
		['0.0.0.0', '[::]', '[2001:db8::1]', '[fec0::1]', '[fb00::1]', '[ff02::1]', '100.64.0.1'],
	],
	[false, ['[::ffff:169.254.169.254]', '[::ffff:10.0.0.1]', '[64:ff9b::a9fe:a9fe]', '[fc::1]']],
];

const BY_HOST = HOSTS.flatMap(([mayBePlain, hosts]) =>
	hosts.map((host) => [host, mayBePlain] as const),
);

describe('A gateway', () => {
	it.each(BY_HOST)('at %s is called by http: %s', (host, mayBePlain) => {
		const reading = readBaseUrl('gateway', `http://${host}:8080`);
		expect('baseUrl' in reading).toBe(mayBePlain);
		if ('finding' in reading) expect(reading.finding).toMatch(/^Base URL must begin with https:/);
	});

	it.each(BY_HOST)('at %s is called by https', (host) => {
		expect(readBaseUrl('gateway', `https://${host}`)).toHaveProperty('baseUrl');
	});

	it.each(BY_HOST.filter(([host]) => !THIS_MACHINE.includes(host)))(
		'at %s opens nothing for the environment Custom',
		(host) => {
			expect(readBaseUrl('custom', `http://${host}:8080`)).toHaveProperty('finding');
		},
	);
});
