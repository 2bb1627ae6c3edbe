import type { Contender } from './contenders';
import { listRecords } from './httpRequest';
import type { Sizes } from '../options';
import { getManyCustomers } from './ownNode';
import type { SandboxReady } from '../sandbox/sandboxClient';
import { measuredNode } from './workflows';

/** Everything that is measured with the records of a company file: reading all its customers. */
export function bookContenders({ url, books }: SandboxReady, sizes: Sizes): Contender[] {
	const reading = {
		entries: sizes.customers,
		instances: 1,
		every: 1,
		companyFiles: 1,
		writes: 0,
	};
	const customersUrl = `${url}/elements/api-v2/hubs/finance/customers`;
	return [
		{
			id: 'customers',
			workflow: measuredNode('customers', 1, getManyCustomers(books.instanceId, true)),
			...reading,
			label: '**Get Many**, Return All',
		},
		{
			id: 'customersRaw',
			workflow: measuredNode('customersRaw', 1, getManyCustomers(books.instanceId, false)),
			...reading,
			once: true,
			label: '**Get Many**, Return All, not simplified',
		},
		{
			id: 'httpCustomers',
			workflow: measuredNode('httpCustomers', 1, listRecords('List', customersUrl)),
			...reading,
			label: 'HTTP Request with pagination',
		},
	];
}
