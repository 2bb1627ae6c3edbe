import fc from 'fast-check';
import { isDomainAllowed, type ICredentialDataDecryptedObject, type INode } from 'n8n-workflow';

import { readConnection } from '../../../nodes/QuickBooksEnterprise/transport/account/connection';

const node = { name: 'My node' } as INode;

const read = (changes: ICredentialDataDecryptedObject) =>
	readConnection({ userSecret: 'uuuu', organizationSecret: 'oooo', ...changes }, node);

const withDomains = (allowedDomains: string) => () =>
	read({ allowedHttpRequestDomains: 'domains', allowedDomains });

describe('The connection of a credential', () => {
	it('has no limit of domains where none is set', () => {
		for (const allowedHttpRequestDomains of [undefined, 'all', 'none']) {
			expect(read({ allowedHttpRequestDomains: allowedHttpRequestDomains as string })).toEqual({
				baseUrl: 'https://api.cloud-elements.com/elements/api-v2',
				allowedDomains: undefined,
				isGateway: false,
				secrets: ['uuuu', 'oooo'],
			});
		}
	});

	it.each([
		'api.cloud-elements.com',
		'API.Cloud-Elements.com',
		' other.example.com , api.cloud-elements.com ',
		'*.cloud-elements.com',
	])('is allowed by %j', (domains) => {
		expect(withDomains(domains)().allowedDomains).toBe(domains.trim());
	});

	it.each([
		'',
		'cloud-elements.com',
		'*.api.cloud-elements.com',
		'*.ents.com',
		'*cloud-elements.com',
		'api.cloud-elements.com.example.com',
		'*',
	])('is not allowed by %j', (domains) => {
		expect(withDomains(domains)).toThrow(
			'The credential does not allow requests to api.cloud-elements.com',
		);
	});

	it('is judged by the same rule as in the nodes of n8n', () => {
		const entry = fc.constantFrom(
			'api.cloud-elements.com',
			'api.cloud-elements.com.',
			'cloud-elements.com',
			'*.cloud-elements.com',
			'*.CLOUD-elements.com.',
			'*.com',
			'*.',
			'*',
			'.',
			'',
			' other.example.com ',
			'*.api.cloud-elements.com',
		);
		fc.assert(
			fc.property(fc.array(entry, { minLength: 1, maxLength: 4 }), (entries) => {
				const allowedDomains = entries.join(',');
				fc.pre(allowedDomains.trim() !== '');
				const url = 'https://api.cloud-elements.com/elements/api-v2';
				let allowed = true;
				try {
					withDomains(allowedDomains)();
				} catch {
					allowed = false;
				}
				expect(allowed).toBe(isDomainAllowed({ url, allowedDomains }));
			}),
		);
	});
});
