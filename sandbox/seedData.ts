import type { InstanceSeed } from './types';

/** What a newcomer finds in a fresh `npm run sandbox`: enough that lists, tags and states mean something. */
export const SEED_DATA: InstanceSeed[] = [
	{
		name: 'Harbour Bakery',
		tags: ['quickbooksonprem', 'demo'],
		configuration: { 'app.name': 'Demo App', 'host.ip': 'https://20001.g2c.example.com' },
	},
	{
		name: 'Northside Gardens',
		tags: ['quickbooksonprem', 'demo'],
		configuration: { 'app.name': 'Demo App', 'host.ip': 'https://20002.g2c.example.com' },
	},
	{
		name: 'Closed branch',
		tags: ['quickbooksonprem'],
		disabled: true,
		configuration: { 'app.name': 'Demo App', 'host.ip': 'https://20003.g2c.example.com' },
	},
	{ name: 'Online books', elementKey: 'quickbooks', tags: ['demo'] },
	{ name: 'Service desk', elementKey: 'servicenow' },
];
