import { planUpdate } from '../../../nodes/QuickBooksEnterprise/instances/reconcile/instanceUpdate';
import {
	parseInstance,
	type Instance,
} from '../../../nodes/QuickBooksEnterprise/instances/instance';
import { shapeInstance } from '../../../nodes/QuickBooksEnterprise/instances/instanceOutput';

const answer = {
	id: 7,
	name: 'Store',
	token: 'tttt',
	tags: ['a', 'b'],
	element: { key: 'quickbooksonprem' },
	configuration: {
		'app.name': 'App',
		'host.ip': 'host',
		'filter.response.nulls': 'true',
		'event.notification.callback.url': null,
		'event.notification.signature.key': '********',
	},
};
const current = parseInstance(answer) as Instance;

describe('The write that an update needs', () => {
	it('is none where nothing is to change', () => {
		expect(planUpdate(current, { configuration: {} })).toBeUndefined();
		expect(
			planUpdate(current, { appName: 'App', hostIp: 'host', configuration: {} }),
		).toBeUndefined();
	});

	it('is a PATCH with only what was given', () => {
		expect(planUpdate(current, { name: 'New', configuration: {} })).toEqual({
			method: 'PATCH',
			body: { name: 'New' },
		});
		expect(
			planUpdate(current, {
				tags: { given: ['c'], mode: 'add' },
				configuration: { 'filter.response.nulls': false },
			}),
		).toEqual({
			method: 'PATCH',
			body: { configuration: { 'filter.response.nulls': false }, tags: ['a', 'b', 'c'] },
		});
	});

	it('is a PUT with the full configuration where the application name or host change', () => {
		expect(
			planUpdate(current, { hostIp: 'other', configuration: { 'bulk.relations': '{}' } }),
		).toEqual({
			method: 'PUT',
			body: {
				configuration: {
					'app.name': 'App',
					'host.ip': 'other',
					'filter.response.nulls': 'true',
					'bulk.relations': '{}',
				},
				tags: ['a', 'b'],
				name: 'Store',
			},
		});
	});

	it('never sends a masked value back, but a new one that was given', () => {
		const key = 'event.notification.signature.key';
		const put = planUpdate(current, { appName: 'Other', configuration: {} });
		expect(JSON.stringify(put)).not.toContain('****');
		const withKey = planUpdate(current, { appName: 'Other', configuration: { [key]: 'new one' } });
		expect(withKey?.body.configuration).toMatchObject({ [key]: 'new one' });
	});
});

describe('An instance in the output', () => {
	it('has its secret settings masked and no token unless it was asked for', () => {
		const open = {
			...answer,
			configuration: {
				...answer.configuration,
				'event.notification.signature.key': 'in the clear',
			},
		};
		const full = shapeInstance(parseInstance(open) as Instance, {
			simplify: false,
			includeToken: false,
		});
		expect(JSON.stringify(full)).not.toMatch(/in the clear|tttt/);
		expect(open.configuration['event.notification.signature.key']).toBe('in the clear');
		expect(
			shapeInstance(parseInstance(open) as Instance, { simplify: true, includeToken: true }),
		).toEqual({
			id: 7,
			name: 'Store',
			token: 'tttt',
			elementKey: 'quickbooksonprem',
			tags: ['a', 'b'],
		});
	});
});
