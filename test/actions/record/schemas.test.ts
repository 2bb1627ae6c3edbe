/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { RESOURCES } from '../../../nodes/QuickBooksEnterprise/catalogue/resources';
import { byId, useSandbox } from '../../support/sandboxed';

const bench = useSandbox();

interface OutputSchema {
	properties: Record<string, { type: string }>;
}

function schemaOf(resource: string, operation: string): OutputSchema {
	const folder = join(process.cwd(), 'dist/nodes/QuickBooksEnterprise/__schema__/v1.0.0', resource);
	return JSON.parse(readFileSync(join(folder, `${operation}.json`), 'utf8')) as OutputSchema;
}

describe('The output schema of', () => {
	it.each(RESOURCES.map(({ value, path }) => [value, path]))(
		'%s has every member that a simplified record shows, with its type',
		async (resource, path) => {
			const { id: instance } = bench.sandbox.addInstance({ name: 'Store 12' });
			const [record] = await bench.sandbox.records(instance, path);
			expect(record).toBeDefined();
			const { json } = await bench.run({
				parameters: {
					resource,
					operation: 'get',
					instanceId: byId(instance),
					recordId: byId(String(record.ListID ?? record.TxnID)),
				},
			});
			const { properties } = schemaOf(resource, 'get');
			expect(Object.keys(json[0]).length).toBeGreaterThan(2);
			for (const [name, value] of Object.entries(json[0])) {
				const type = Array.isArray(value) ? 'array' : typeof value;
				expect([name, properties[name]?.type]).toEqual([name, type]);
			}
		},
	);
});
