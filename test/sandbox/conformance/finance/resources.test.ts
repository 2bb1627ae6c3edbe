import type { Json } from '../../client';
import { useCompany } from '../../finance/company';
import { SAMPLES } from '../../finance/samples';
import { FACTS, type ResourceFact } from './facts';

const company = useCompany();

const all: Array<[string, ResourceFact]> = FACTS.map((fact) => [fact.path, fact]);
const those = (is: (fact: ResourceFact) => boolean) => all.filter(([, fact]) => is(fact));
const having = (method: string) => those(({ methods }) => methods.includes(method));
const lacking = (method: string) => those(({ methods }) => !methods.includes(method));

const first = async (path: string) => (await company.send('GET', `${path}?pageSize=1`)).list[0];

/** What an update has to say besides its `EditSequence`: observed for products, from qbXML for the other. */
const updateOf = (path: string): Json =>
	['products', 'time-activities'].includes(path) ? SAMPLES[path] : {};

/** Rows for the kinds of line that the samples have none of. */
const ROWS: Record<string, Json> = {
	ItemLineRet: { ItemRef: { FullName: 'Lumber' }, Quantity: '1', Cost: '2.00' },
	ExpenseLineRet: { AccountRef: { FullName: 'Rent' }, Amount: '2.00' },
	ItemGroupLineRet: { ItemGroupRef: { FullName: 'SampleGroup' }, Quantity: '1' },
};

describe('§4.4 resources', () => {
	it.each(having('L'))('%s: a list', async (path) => {
		const { status, list } = await company.send('GET', path);
		expect(status).toBe(200);
		expect(list.length).toBeGreaterThan(0);
	});

	it.each(having('R'))('%s: a record by its id', async (path, { idField }) => {
		const record = await first(path);
		expect(record.id).toBe(record[idField]);
		expect(await company.read(path, record.id)).toEqual(record);
	});

	it.each(having('C'))('%s: a POST', async (path, { idField }) => {
		const made = await company.make(path, SAMPLES[path]);
		expect(made[idField]).toEqual(expect.any(String));
		expect(await company.read(path, made.id)).toEqual(made);
	});

	it.each(lacking('C'))('%s: no POST', async (path) => {
		expect((await company.send('POST', path, {})).status).toBe(405);
	});

	it.each(having('U'))('%s: a PATCH, never a PUT', async (path) => {
		const { id, EditSequence } = await company.make(path, SAMPLES[path]);
		const { status, object } = await company.change(path, id, updateOf(path));
		expect(status).toBe(200);
		expect(object.EditSequence).not.toBe(EditSequence);
		const put = await company.send('PUT', `${path}/${String(id)}`, updateOf(path));
		expect(put.status).toBe(405);
	});

	it.each(lacking('U'))('%s: no PATCH', async (path) => {
		const { id } = await first(path);
		expect((await company.send('PATCH', `${path}/${String(id)}`, {})).status).toBe(405);
	});

	it.each(having('D'))('%s: a DELETE with 200', async (path) => {
		const { id } = await company.make(path, SAMPLES[path]);
		expect((await company.send('DELETE', `${path}/${String(id)}`)).status).toBe(200);
		expect((await company.send('GET', `${path}/${String(id)}`)).status).toBe(404);
	});

	it.each(lacking('D'))('%s: no DELETE', async (path) => {
		const { id } = await first(path);
		expect((await company.send('DELETE', `${path}/${String(id)}`)).status).toBe(405);
	});

	it.each(those(({ filters }) => filters.length > 0))(
		'%s: the filters that were observed',
		async (path, { filters }) => {
			const { list } = await company.send('GET', path);
			for (const filter of filters) {
				const record = list.find((each) => each[filter] !== undefined)!;
				const found = await company.where(path, `${filter}='${String(record[filter])}'`);
				expect(found.status).toBe(200);
				expect(found.list).toContainEqual(record);
				expect(found.list.every((each) => each[filter] === record[filter])).toBe(true);
			}
		},
	);

	it.each(those(({ isPolled }) => isPolled))('%s: is polled by TimeModified', async (path) => {
		const where = "TimeModified >= '2021-01-01T00:00:00+00:00'";
		expect((await company.where(path, where)).list).toEqual([]);
		const made = await company.make(path, SAMPLES[path]);
		expect((await company.where(path, where)).list).toEqual([made]);
	});

	it.each(those(({ lines }) => lines.length > 0))(
		'%s: the keys of its lines',
		async (path, { lines }) => {
			const sample = SAMPLES[path];
			for (const key of lines) {
				const row = sample[key] === undefined && ROWS[key];
				const made = await company.make(path, row ? { ...sample, [key]: [row] } : sample);
				expect({ [key]: made[key] }).toEqual({ [key]: [expect.any(Object)] });
				await company.send('DELETE', `${path}/${String(made.id)}`);
			}
		},
	);
});
