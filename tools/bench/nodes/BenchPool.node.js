'use strict';

/**
 * The yardstick: creates one instance per item with n8n's request helper and a pool, and nothing else. It checks
 * nothing, repeats nothing and shapes nothing.
 */
class BenchPool {
	constructor() {
		this.description = {
			displayName: 'Bench Pool',
			name: 'benchPool',
			group: ['transform'],
			version: 1,
			description: 'A bare pool of requests',
			defaults: { name: 'Bench Pool' },
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name: 'cloudElementsApi', required: true }],
			properties: [
				{ displayName: 'URL', name: 'url', type: 'string', default: '' },
				{ displayName: 'Concurrency', name: 'concurrency', type: 'number', default: 5 },
			],
		};
	}

	async execute() {
		const items = this.getInputData();
		const url = this.getNodeParameter('url', 0);
		const concurrency = this.getNodeParameter('concurrency', 0);
		const output = new Array(items.length);
		let next = 0;
		const worker = async () => {
			while (next < items.length) {
				const index = next++;
				const { name, appName, hostIp, tags } = items[index].json;
				const json = await this.helpers.httpRequestWithAuthentication.call(
					this,
					'cloudElementsApi',
					{
						method: 'POST',
						url,
						body: {
							element: { key: 'quickbooksonprem' },
							configuration: { 'app.name': appName, 'host.ip': hostIp },
							tags: tags.split(', '),
							name,
						},
						json: true,
					},
				);
				output[index] = { json, pairedItem: { item: index } };
			}
		};
		await Promise.all(Array.from({ length: concurrency }, worker));
		return [output];
	}
}

module.exports = { BenchPool };
