import { metadataOf, resourcesIn } from '../../../gateway/metadata';
import { isRecord, type JsonRecord, type Target } from '../../../gateway/qbxml';
import { resourceAt } from '../../../gateway/records';
import { loadFields } from '../../../nodes/QuickBooksEnterprise/catalogue/fields';
import { RESOURCES } from '../../../nodes/QuickBooksEnterprise/catalogue/resources';
import { ready, useOffice } from '../records/support/office';

const US13: Target = { version: '13.0', edition: 'US' };

const fieldsOf = (path: string, target = US13) =>
	new Map(metadataOf(resourceAt(path)!, target).fields.map((field) => [field.vendorPath, field]));

const EDITIONS = ['AU', 'CA', 'UK', 'US'] as const;

/** A path in which requests and answers are the same. */
const stem = (path: string) =>
	path.replace(/(?<=\w)Ret(?=\.|$)|\[\*\]/g, '').replace(/(?<=\w)Ret(?=\.|$)/g, '');

/** The field of a request or an answer. */
const named = (fields: ReturnType<typeof fieldsOf>, path: string) =>
	[...fields.values()].filter(({ vendorPath }) => stem(vendorPath) === stem(path));

describe('The fields of a resource', () => {
	// The node's catalogue was made from another copy of the schema, by other code, for all editions together.
	it.each(RESOURCES)('are for $path those that the node knows', async (resource) => {
		const { fields, oneOf, lines } = await loadFields(resource);
		const everywhere = EDITIONS.map((edition) => fieldsOf(resource.path, { ...US13, edition }));
		const alternatives = oneOf.flatMap(({ options }) => options);
		expect(fields.length).toBeGreaterThan(5);
		for (const { path, readOnly, create, maxLength } of fields) {
			// The schema of qbXML 14 has no details of lines there.
			if (path.startsWith('LinkedTxn.TxnLineDetail')) continue;
			const found = everywhere.flatMap((own) => named(own, path));
			expect([path, found.every(({ vendorReadOnly }) => vendorReadOnly)]).toEqual([path, readOnly]);
			expect([path, found.length > 0]).toEqual([path, true]);
			if (path.includes('.')) continue;
			const isRequired = found.every(({ vendorRequired }) => vendorRequired);
			if (!alternatives.includes(path)) {
				expect([path, isRequired]).toEqual([path, create === 'required']);
			}
			const lengths = found.map(({ vendorLength = 0 }) => vendorLength);
			if (maxLength) expect([path, Math.max(...lengths)]).toEqual([path, maxLength]);
		}
		const hasLines = [...everywhere[0].keys()].some((path) =>
			/^\w+\[\*\]\.Txn(Line)?ID$/.test(path),
		);
		expect(hasLines).toBe(Object.keys(lines).length > 0);
	});

	it('have length, values and form', () => {
		const invoice = fieldsOf('invoices');
		expect(invoice.get('RefNumber')).toEqual({
			vendorPath: 'RefNumber',
			type: 'string',
			vendorDisplayName: 'Ref Number',
			vendorRequired: false,
			vendorReadOnly: false,
			vendorType: 'STR',
			vendorLength: 11,
		});
		expect(invoice.get('TxnDate')).toMatchObject({ type: 'date', mask: 'yyyy-MM-dd' });
		expect(fieldsOf('customers').get('JobStatus')!.vendorValues).toContain('InProgress');
		expect(invoice.get('InvoiceLineRet[*].Desc')).toMatchObject({ vendorReadOnly: false });
		expect(fieldsOf('sales-orders').has('SalesOrderLine[*].ItemRef')).toBe(true);
	});

	it('name what excludes each other', () => {
		expect(metadataOf(resourceAt('bill-payment-checks')!, US13).oneOf).toContainEqual({
			vendorRequired: true,
			vendorPaths: [['IsToBePrinted'], ['RefNumber']],
		});
	});

	it('of a product are those of all kinds, and it says which one it is', () => {
		const product = fieldsOf('products');
		expect(product.get('ItemType')).toMatchObject({
			vendorRequired: true,
			vendorValues: expect.arrayContaining(['ItemInventory', 'ItemService']),
		});
		expect(product.get('AssetAccountRef')).toMatchObject({ vendorRequired: false });
		expect(product.get('Name')).toMatchObject({ vendorRequired: true });
	});

	it('are those of the version and of the country', () => {
		const old = { version: '5.0', edition: 'CA' } as const;
		expect(fieldsOf('invoices').has('ExchangeRate')).toBe(true);
		expect(fieldsOf('invoices', old).has('ExchangeRate')).toBe(false);
		expect(fieldsOf('invoices').has('IsTaxIncluded')).toBe(false);
		expect(fieldsOf('customers').get('SalesTaxCodeRef')!.vendorLength).toBe(3);
		const british = { version: '13.0', edition: 'UK' } as const;
		expect(fieldsOf('invoices', british).has('IsTaxIncluded')).toBe(true);
		expect(fieldsOf('customers', british).has('ItemSalesTaxRef')).toBe(false);
		expect(
			fieldsOf('customers', { version: '13.0', edition: 'AU' }).get('SalesTaxCodeRef')!
				.vendorLength,
		).toBe(6);
	});
});

describe('The objects of a QuickBooks', () => {
	const names = (version: string, edition: Target['edition']) =>
		resourcesIn({ version, edition }).map(({ path }) => path);

	it('are those of its version and country', () => {
		expect(names('14.0', 'US')).toEqual(
			expect.arrayContaining(['customers', 'BarCode', 'SalesTaxPayable']),
		);
		expect(names('14.0', 'US')).not.toContain('SalesTaxReturn');
		expect(names('14.0', 'UK')).toContain('SalesTaxReturn');
		expect(names('14.0', 'UK')).not.toContain('SalesTaxPayable');
		expect(names('8.0', 'US')).not.toContain('inventory-sites');
		const everywhere = (['AU', 'CA', 'UK', 'US'] as const).flatMap((each) => names('14.0', each));
		expect(new Set(everywhere).size).toBe(84);
	});
});

const office = useOffice(ready, { isShared: true });

const told = async (qbxmlVersions: string[], country: string): Promise<void> => {
	await office.now.store.changeInstance(office.now.id, (instance) => {
		Object.assign(instance.facts.connector.company!, { qbxmlVersions, country });
		return instance;
	});
};

describe('/objects of the gateway', () => {
	const ask = async (path: string, method = 'GET') => await office.now.ask(method, path);

	it('lists what the QuickBooks of the instance has, as names or with what they are', async () => {
		const { status, body } = await ask('/hubs/finance/objects');
		expect(status).toBe(200);
		expect(body).toEqual(expect.arrayContaining(['customers', 'Estimate', 'inventory-sites']));
		expect((await ask('/objects')).body).toEqual(body);
		const answer = await fetch(`${office.now.address}/elements/api-v2/objects`, {
			headers: {
				authorization: `User user-1, Element ${office.now.token}`,
				'elements-version': 'Helium',
			},
		});
		const detailed = (await answer.json()) as unknown[];
		expect(detailed).toContainEqual({ name: 'Estimate', vendorName: 'Estimate', type: 'vendor' });
	});

	it('heeds version and country that the company told', async () => {
		const { company } = (await office.now.store.instance(office.now.id))!.facts.connector;
		await told(['2.0', '8.0'], 'UK');
		const { body } = await ask('/objects');
		expect(body).not.toContain('inventory-sites');
		expect((await ask('/objects/inventory-sites/metadata')).status).toBe(404);
		const { fields } = (await ask('/objects/invoices/metadata')).body as { fields: JsonRecord[] };
		const paths = fields.map(({ vendorPath }) => vendorPath);
		expect(paths).toContain('IsTaxIncluded');
		expect(paths).not.toContain('ExternalGUID');
		await told(company!.qbxmlVersions, company!.country);
	});

	it('describes each object that it lists, under both names', async () => {
		const { body } = await ask('/objects');
		for (const name of body as unknown as string[]) {
			const { status, body: described } = await ask(`/objects/${name}/metadata`);
			expect([name, status]).toEqual([name, 200]);
			expect([name, (described.fields as unknown[]).length > 0]).toEqual([name, true]);
		}
		const own = await ask('/hubs/any/objects/Customer/metadata');
		expect(own.body).toEqual((await ask('/objects/customers/metadata')).body);
	});

	it('takes a record that has what the metadata demand', async () => {
		const { fields } = (await ask('/objects/CustomerMsg/metadata')).body as {
			fields: JsonRecord[];
		};
		const demanded = fields.filter((field) => field.vendorRequired);
		const record = Object.fromEntries(demanded.map((field) => [field.vendorPath, 'Thanks']));
		expect(Object.keys(record)).toEqual(['Name']);
		expect((await office.now.send('POST', '/CustomerMsg', record)).status).toBe(200);
		expect((await office.now.send('POST', '/CustomerMsg', {})).status).toBe(400);
	});

	it('gives a fragment of Swagger', async () => {
		const { body } = await ask('/objects/Estimate/docs');
		expect(body).toMatchObject({ swagger: '2.0', paths: { '/Estimate': expect.anything() } });
		const { definitions } = body as { definitions: { Estimate: JsonRecord } };
		expect(definitions.Estimate.required).toEqual(['CustomerRef']);
		expect(isRecord(definitions.Estimate.properties)).toBe(true);
	});

	it('refuses what there is not', async () => {
		for (const path of [
			'/objects/Nothing/metadata',
			'/objects/__proto__/docs',
			'/objects/customers',
		]) {
			expect([path, (await ask(path)).status]).toEqual([path, 404]);
		}
		expect((await ask('/objects', 'POST')).status).toBe(405);
	});

	it('answers while the instance is disabled', async () => {
		const enabled = `/instances/${office.now.id}/enabled`;
		await office.now.platform('DELETE', enabled);
		expect((await ask('/objects')).status).toBe(200);
		expect((await ask('/objects/customers/metadata')).status).toBe(200);
		await office.now.platform('PUT', enabled);
	});
});
