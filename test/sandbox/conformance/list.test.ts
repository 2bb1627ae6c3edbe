import { useSandbox } from '../client';

const use = useSandbox();

async function namesOf(query: string): Promise<unknown[]> {
	const { list } = await use.client.send('GET', `/instances${query}`);
	return list.map(({ name }) => name);
}

describe('list', () => {
	beforeEach(() => {
		use.sandbox.addInstance({ name: 'Store North', tags: ['store', 'a'] });
		use.sandbox.addInstance({ name: 'Store South', tags: ['store'] });
		use.sandbox.addInstance({ name: 'Office North', tags: ['office'] });
		use.sandbox.addInstance({ name: 'Online', tags: ['store'], elementKey: 'quickbooks' });
	});

	it('§2.2 items hold everything, the token included', async () => {
		const { list } = await use.client.send('GET', '/instances');
		const { id, token } = use.sandbox.instances[0];
		expect(list).toHaveLength(4);
		expect(list[0]).toEqual((await use.client.send('GET', `/instances/${id}`)).object);
		expect(list[0].token).toBe(token);
	});

	it('§2.1 items have what the schema requires, with tags as text', async () => {
		const { list } = await use.client.send('GET', '/instances');
		expect(list[0]).toMatchObject({
			id: expect.any(Number),
			name: expect.any(String),
			token: expect.any(String),
			valid: true,
			tags: ['store', 'a'],
			user: { id: expect.any(Number), emailAddress: expect.any(String) },
		});
	});

	it('§2.2 tags[] selects by tag', async () => {
		expect(await namesOf('?tags[]=a')).toEqual(['Store North']);
		expect(await namesOf('?tags%5B%5D=office')).toEqual(['Office North']);
	});

	it('§2.2 several tags must all be there (ours)', async () => {
		expect(await namesOf('?tags[]=store&tags[]=a')).toEqual(['Store North']);
	});

	it('§2.2 searchText selects by a part of the name', async () => {
		expect(await namesOf('?searchText=North')).toEqual(['Store North', 'Office North']);
	});

	it('§2.2 tags[] and searchText must both fit', async () => {
		expect(await namesOf('?tags[]=store&searchText=North')).toEqual(['Store North']);
	});

	it('§2.2 there is no filter by element key here', async () => {
		expect(await namesOf('?elementKey=quickbooks')).toHaveLength(4);
	});

	it('§2.2 nothing found is 404 with a text that says so', async () => {
		for (const query of ['?tags[]=none', '?searchText=none', '?tags[]=office&searchText=Store']) {
			const { status, object } = await use.client.send('GET', `/instances${query}`);
			expect(status).toBe(404);
			expect(object.message).toMatch(/^No (.*) found$/);
		}
	});

	it('§2.2 hydrate=false trims, but keeps id, token and the element id and key', async () => {
		const { list } = await use.client.send('GET', '/instances?hydrate=false');
		const { id, token } = use.sandbox.instances[0];
		expect(list[0]).toMatchObject({ id, token, element: { id: 195, key: 'quickbooksonprem' } });
		expect(list[0]).not.toHaveProperty('configuration');
	});

	it('§2.2 count', async () => {
		const { object } = await use.client.send('GET', '/instances/count');
		expect(object.totalInstances).toBe(4);
		expect(object.elementInstances).not.toHaveLength(0);
	});

	it('§2.2 the account-wide lists', async () => {
		for (const path of ['/accounts/instances', '/accounts/1/instances']) {
			expect((await use.client.send('GET', path)).list).toHaveLength(4);
		}
	});

	it('§2.3 the list of one element, by key and by id, with created dates', async () => {
		for (const keyOrId of ['quickbooksonprem', '195']) {
			const { list } = await use.client.send('GET', `/elements/${keyOrId}/instances`);
			expect(list.map(({ elementId }) => elementId)).toEqual([195, 195, 195]);
			expect(list[0].createdDate).toEqual(expect.any(String));
		}
	});

	it('§2.3 the list of an element without instances is 404', async () => {
		const { status, object } = await use.client.send('GET', '/elements/servicenow/instances');
		expect(status).toBe(404);
		expect(object.message).toMatch(/^No (.*) found$/);
	});
});

it('§2.2 an empty list is 404', async () => {
	const { status, object } = await use.client.send('GET', '/instances');
	expect(status).toBe(404);
	expect(object.message).toBe('No element instances found');
});
