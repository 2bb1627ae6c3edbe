import fc from 'fast-check';

import { Redactor } from '../../nodes/QuickBooksEnterprise/transport/redaction/redaction';
import { buildUrl } from '../../nodes/QuickBooksEnterprise/transport/url';
import { readNetworkError } from '../../nodes/QuickBooksEnterprise/transport/errors/networkError';

const BASE = 'https://api.example.com/elements/api-v2';
const wellFormed = fc.string({ unit: 'grapheme', minLength: 1 });

describe('The address of a request', () => {
	it('is the base, the path and the query, each value encoded', () => {
		expect(buildUrl(BASE, ['instances', '12', 'enabled'])).toBe(`${BASE}/instances/12/enabled`);
		expect(
			buildUrl(BASE, ['instances'], {
				searchText: 'a&b=c #1',
				'tags[]': ['x y', 'ü'],
				pageSize: 200,
				nextPage: undefined,
			}),
		).toBe(
			`${BASE}/instances?searchText=a%26b%3Dc%20%231&tags%5B%5D=x%20y&tags%5B%5D=%C3%BC&pageSize=200`,
		);
	});

	it('cannot be left by what stands in a segment or a query', () => {
		fc.assert(
			fc.property(wellFormed, wellFormed, wellFormed, (segment, key, value) => {
				fc.pre(segment !== '.' && segment !== '..');
				const url = new URL(buildUrl(BASE, ['instances', segment], { [key]: value }));
				expect(url.origin).toBe('https://api.example.com');
				expect(url.pathname.split('/')).toHaveLength(5);
				expect(decodeURIComponent(url.pathname.split('/')[4])).toBe(segment);
				expect([...url.searchParams]).toEqual([[key, value]]);
				expect(url.hash).toBe('');
			}),
		);
	});

	it.each(['', '.', '..'])('refuses %j as a segment', (segment) => {
		expect(() => buildUrl(BASE, ['instances', segment])).toThrow(RangeError);
	});
});

describe('Redaction', () => {
	it('leaves no known secret in any text, also not in its encoded form', () => {
		const secrets = fc.string({ minLength: 4, maxLength: 40 });
		fc.assert(
			fc.property(secrets, fc.string(), fc.string(), (secret, before, after) => {
				fc.pre(!'********'.includes(secret) && secret.trim() === secret);
				const redactor = new Redactor();
				redactor.add(secret);
				const text = `${before}${secret}${after} ${encodeURIComponent(secret)}`;
				const rest = redactor.clean(text).split('********').join('\u0000');
				expect(rest).not.toContain(secret);
			}),
		);
	});

	it('leaves ordinary words alone', () => {
		const redactor = new Redactor();
		for (const value of ['abc', '', undefined, 12, null]) redactor.add(value);
		expect(redactor.clean('abc 12 undefined')).toBe('abc 12 undefined');
	});

	it('quotes a text of the service on one line, without markup and of bounded length', () => {
		const redactor = new Redactor();
		redactor.add('secret words');
		expect(redactor.quote(' <p>No\n  <b>secret words</b></p>\r\n here ')).toBe('No ******** here');
		expect(redactor.quote('x'.repeat(5000))).toHaveLength(1001);
		expect(redactor.quote('1 < 2 and 3 > 2')).toBe('1 < 2 and 3 > 2');
		for (const nothing of ['', '  ', '<br>', undefined, null, 7, { a: 1 }]) {
			expect(redactor.quote(nothing)).toBeUndefined();
		}
	});

	it('cleans a secret that stands where a long text is cut', () => {
		const redactor = new Redactor();
		redactor.add('s'.repeat(44));
		for (let before = 0; before < 50; before++) {
			const secret = `${'x'.repeat(before)}${'s'.repeat(44)}`;
			expect(redactor.quote(`${'x'.repeat(950)}${secret}`)).not.toContain('ss');
			expect(redactor.quote(`${'<b>'.repeat(1317)}${secret}`)).not.toContain('ss');
		}
	});

	it('leaves nothing of a secret that holds another one', () => {
		const redactor = new Redactor();
		for (const secret of ['inner', 'the inner words']) redactor.add(secret);
		expect(redactor.clean('the inner words, inner')).toBe('********, ********');
	});
});

describe('What the network said', () => {
	const wrapped = (cause: object, message = 'wrapped') => ({
		name: 'NodeApiError',
		message,
		cause,
	});

	it.each([
		['a refused connection', { code: 'ECONNREFUSED', syscall: 'connect' }, 'unreached'],
		['an unknown host', { code: 'ENOTFOUND', syscall: 'getaddrinfo' }, 'unreached'],
		['a resolver that is busy', { code: 'EAI_AGAIN', syscall: 'getaddrinfo' }, 'unreached'],
		['a time-out while connecting', { code: 'ETIMEDOUT', syscall: 'connect' }, 'unreached'],
		['a wrong certificate', { code: 'CERT_HAS_EXPIRED' }, 'unreached'],
		['the own time-out', { code: 'ECONNABORTED', message: 'timeout of 50ms exceeded' }, 'timedOut'],
		['a time-out later on', { code: 'ETIMEDOUT', syscall: 'read' }, 'timedOut'],
		['a reset', { code: 'ECONNRESET', syscall: 'read' }, 'dropped'],
		['a broken pipe', { code: 'EPIPE', syscall: 'write' }, 'dropped'],
		['a hang-up', { code: 'ECONNRESET', message: 'socket hang up' }, 'dropped'],
		['something unknown', { message: 'odd' }, 'dropped'],
		['a stop of the run', { code: 'ERR_CANCELED', name: 'CanceledError' }, 'cancelled'],
		['a domain that is not allowed', { message: 'Domain not allowed: x' }, 'blocked'],
	])('is sorted for %s', (_, cause, kind) => {
		expect(readNetworkError(wrapped(cause)).kind).toBe(kind);
		expect(readNetworkError(wrapped(wrapped(cause))).kind).toBe(kind);
	});

	it('counts as sent where it cannot be told', () => {
		for (const odd of [undefined, null, 'text', 7, {}, []]) {
			expect(readNetworkError(odd).kind).toBe('dropped');
		}
	});

	it('ends with an error that is its own cause', () => {
		const circular: { message: string; cause?: unknown } = { message: 'round' };
		circular.cause = circular;
		expect(readNetworkError(circular)).toEqual({ kind: 'dropped', code: undefined });
	});

	it('hands on the code', () => {
		expect(readNetworkError(wrapped({ code: 'EPIPE' })).code).toBe('EPIPE');
		expect(readNetworkError({ code: 500, cause: { code: 'ECONNRESET' } }).code).toBe('ECONNRESET');
	});
});
