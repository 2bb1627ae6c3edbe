import { NodeHelpers, type IHttpRequestOptions } from 'n8n-workflow';

import { CloudElementsApi } from '../../../credentials/CloudElementsApi.credentials';
import {
	composeAuthorization,
	readSecrets,
} from '../../../nodes/QuickBooksEnterprise/transport/account/authorization';

const credential = new CloudElementsApi();
const filled = { environment: 'production', userSecret: 'uuuu=', organizationSecret: 'oooo' };
const request: IHttpRequestOptions = { url: '/instances', headers: { Accept: 'application/json' } };

describe('Reading the secrets', () => {
	it.each([
		['uuuu=', 'oooo'],
		[' uuuu= ', '\toooo\n'],
		['User uuuu=', 'Organization oooo'],
		['user   uuuu= ', ' ORGANIZATION oooo'],
	])('forgives how they were pasted: %j, %j', (userSecret, organizationSecret) => {
		expect(readSecrets(userSecret, organizationSecret)).toEqual({
			userSecret: 'uuuu=',
			organizationSecret: 'oooo',
		});
	});

	it.each([
		['User uuuu=, Organization oooo', ''],
		['', 'User uuuu=, Organization oooo'],
		['User uuuu=, Organization oooo, Element tttt=', undefined],
		['Authorization: user uuuu= ,organization  oooo', 'oooo'],
		['Element tttt=, User uuuu=', 'oooo'],
		['Element tttt=, User uuuu=', 'Organization oooo'],
		['uuuu=, Organization oooo', null],
		['Organization oooo', 'User uuuu='],
	])('splits a whole header: %j, %j', (userSecret, organizationSecret) => {
		expect(readSecrets(userSecret, organizationSecret)).toEqual({
			userSecret: 'uuuu=',
			organizationSecret: 'oooo',
		});
	});

	it.each([
		[
			'User uuuu, Organization oooo',
			'pppp',
			['Organization Secret is given twice, with different values'],
		],
		[
			'User uuuu, Organization oooo',
			'User vvvv',
			['User Secret is given twice, with different values'],
		],
		['User uuuu, Element tttt', '', ['Organization Secret is empty']],
		['User , Organization oooo', '', ['User Secret is empty']],
		['User uu\nuu, Organization oooo', '', ['User Secret holds a line break']],
	])('refuses a header that leaves it open: %j, %j', (userSecret, organizationSecret, problems) => {
		expect(readSecrets(userSecret, organizationSecret)).toEqual({ problems });
	});

	it('takes a secret that merely begins with the word', () => {
		expect(readSecrets('Userland', 'Organizations')).toEqual({
			userSecret: 'Userland',
			organizationSecret: 'Organizations',
		});
	});

	it.each([
		['', 'oooo', ['User Secret is empty']],
		[undefined, null, ['User Secret is empty', 'Organization Secret is empty']],
		['uu\nuu', 'oooo', ['User Secret holds a line break']],
		['uuuu', 'oo\roo', ['Organization Secret holds a line break']],
		['uuu\u00fc', 'oooo', ['User Secret holds a character that no header can carry']],
		['uu,uu', 'oo,oo', ['User Secret holds a comma', 'Organization Secret holds a comma']],
	])('refuses %j and %j', (userSecret, organizationSecret, problems) => {
		expect(readSecrets(userSecret, organizationSecret)).toEqual({ problems });
	});
});

describe('The Authorization header', () => {
	const secrets = { userSecret: 'uuuu', organizationSecret: 'oooo' };

	it('has the parts in the order User, Organization, Element', () => {
		expect(composeAuthorization(secrets)).toBe('User uuuu, Organization oooo');
		expect(composeAuthorization(secrets, 'Element tttt=')).toBe(
			'User uuuu, Organization oooo, Element tttt=',
		);
	});

	it.each(['Bearer tttt', 'Element a, User b', 'Element a b', 'Element ', 'Element a\r\nX: y'])(
		'takes over nothing else: %j',
		(part) => {
			expect(composeAuthorization(secrets, part)).toBe('User uuuu, Organization oooo');
		},
	);
});

describe('The credential', () => {
	it('puts the secrets into the Authorization header and nowhere else', async () => {
		const { headers, ...others } = await credential.authenticate(filled, request);
		expect(headers).toEqual({
			Accept: 'application/json',
			Authorization: 'User uuuu=, Organization oooo',
		});
		expect(JSON.stringify(others)).not.toMatch(/uuuu|oooo/);
		expect(request.headers).toEqual({ Accept: 'application/json' });
	});

	it('keeps the Element part of a call through an instance', async () => {
		const { headers } = await credential.authenticate(filled, {
			...request,
			headers: { Authorization: 'Element tttt=' },
		});
		expect(headers?.Authorization).toBe('User uuuu=, Organization oooo, Element tttt=');
	});

	it('sends nothing of it along to another host', async () => {
		const options = await credential.authenticate(filled, request);
		expect(options.sendCredentialsOnCrossOriginRedirect).toBe(false);
	});

	it('names everything that is wrong with it at once', async () => {
		const wrong = { environment: 'custom', baseUrl: '', userSecret: 'a,b', organizationSecret: '' };
		await expect(credential.authenticate(wrong, request)).rejects.toThrow(
			'Base URL is empty; User Secret holds a comma; Organization Secret is empty: put it right in the credential',
		);
	});

	it('hides both secrets in the editor', () => {
		const secrets = credential.properties.filter(({ name }) => name.endsWith('Secret'));
		expect(secrets.map(({ name }) => name)).toEqual(
			expect.arrayContaining(['userSecret', 'organizationSecret']),
		);
		for (const { typeOptions } of secrets) expect(typeOptions).toEqual({ password: true });
	});

	it.each([
		['production', []],
		['productionEu', []],
		['staging', []],
		['custom', ['baseUrl']],
		['gateway', ['baseUrl']],
	])('shows each field once for the environment %s', (environment, further) => {
		const values = { environment };
		const shown = credential.properties.filter((property) =>
			NodeHelpers.displayParameter(values, property, null, null),
		);
		const expected = ['environment', ...further, 'userSecret', 'organizationSecret'];
		expect(shown.map(({ name }) => name)).toEqual(expected);
		// What a user of one service is told is not what the other one has.
		const said = JSON.stringify(shown.slice(1));
		expect(said.includes('Cloud Elements')).toBe(environment !== 'gateway');
		expect(said.includes('user-secret')).toBe(environment === 'gateway');
	});
});
