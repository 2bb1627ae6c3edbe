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
