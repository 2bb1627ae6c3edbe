'use strict';

/** Reads four parameters per item, as a node does that has them filled with expressions, and sends nothing. */
class BenchRead {
	constructor() {
		const text = (name) => ({ displayName: name, name, type: 'string', default: '' });
		this.description = {
			displayName: 'Bench Read',
			name: 'benchRead',
			group: ['transform'],
			version: 1,
			description: 'Only reads its parameters',
			defaults: { name: 'Bench Read' },
			inputs: ['main'],
			outputs: ['main'],
			properties: ['name', 'appName', 'hostIp', 'tags'].map(text),
		};
	}

	async execute() {
		const names = this.getNode().parameters;
		const items = this.getInputData().map((_, index) => ({
			json: Object.fromEntries(
				Object.keys(names).map((name) => [name, this.getNodeParameter(name, index)]),
			),
			pairedItem: { item: index },
		}));
		return [items];
	}
}

module.exports = { BenchRead };
