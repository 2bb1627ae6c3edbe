import type { INodePropertyOptions } from 'n8n-workflow';

import { loadNode } from '../../support/builtPackage';

/** The parameters of each operation. Saved workflows hold these names. */
const FILTERS = ['filterMode', 'conditions', 'combinator', 'ceql', 'modifiedSince'];
const OBJECT = ['instanceId', 'objectName'];
const RECORD = ['fieldsMode', 'fields', 'recordJson'];
const LIMITS = ['returnAll', 'limit'];
const PARAMETERS: Readonly<Record<string, Readonly<Record<string, string[]>>>> = {
	otherObject: {
		create: [...OBJECT, ...RECORD, 'simplify', 'options'],
		delete: [...OBJECT, 'recordId', 'options'],
		get: [...OBJECT, 'recordId', 'simplify', 'options'],
		getAll: [...OBJECT, ...LIMITS, ...FILTERS, 'simplify', 'options'],
		getChildren: [
			...OBJECT,
			'recordId',
			'childObjectName',
			...LIMITS,
			...FILTERS,
			'simplify',
			'options',
		],
		update: [...OBJECT, 'recordId', ...RECORD, 'simplify', 'options'],
	},
	report: {
		get: [
			'instanceId',
			'reportType',
			'fiscalYear',
			'reportPeriod',
			'fiscalYearStart',
			'reportFilters',
			'simplify',
			'options',
		],
		getTypes: ['instanceId', 'options'],
	},
	bulk: {
		cancel: ['instanceId', 'jobId', 'options'],
		download: [...OBJECT, 'format', 'binaryPropertyName', ...FILTERS, 'options'],
		getErrors: ['instanceId', 'jobId', ...LIMITS, 'options'],
		getStatus: ['instanceId', 'jobId', 'simplify', 'options'],
		upload: [...OBJECT, 'format', 'binaryPropertyName', 'options'],
	},
};

const { properties } = loadNode().description;

function shownFor(resource: string, operation: string): string[] {
	return properties
		.filter(({ displayOptions, type }) => {
			const { show = {} } = displayOptions ?? {};
			const isShown = show.resource?.includes(resource) && show.operation?.includes(operation);
			return isShown && type !== 'notice';
		})
		.map(({ name }) => name);
}

describe.each(Object.keys(PARAMETERS))('The resource %s', (resource) => {
	it('has its operations, by name', () => {
		const [field] = properties.filter(
			({ name, displayOptions }) =>
				name === 'operation' && displayOptions?.show?.resource?.includes(resource),
		);
		const options = field.options as INodePropertyOptions[];
		expect(options.map(({ value }) => value).sort()).toEqual(
			Object.keys(PARAMETERS[resource]).sort(),
		);
		const names = options.map(({ name }) => name);
		expect(names).toEqual([...names].sort());
	});

	it.each(Object.entries(PARAMETERS[resource]))(
		'has the parameters of %s',
		(operation, parameters) => {
			expect(shownFor(resource, operation).sort()).toEqual([...parameters].sort());
		},
	);
});
