import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { InstanceSeed, RecordedRequest, Sandbox } from '../../../../sandbox';

export const APP_NAME = 'Cloud Elements Connector';
/** Long before any run. */
export const LONG_AGO = '2017-06-06T19:08:52Z';

/** Host of a store, by its name. */
export function hostOf(name: string): string {
	return `https://${name.toLowerCase().replace(/\W+/g, '-')}.g2c.example.com`;
}

/** Input items that want one instance each. */
export function stores(...names: string[]): IDataObject[] {
	return names.map((name) => ({ name, host: hostOf(name) }));
}

/** An instance as an earlier run left it. */
export function standing(name: string, changes: InstanceSeed = {}): InstanceSeed {
	return {
		name,
		tags: [name],
		createdDate: LONG_AGO,
		...changes,
		configuration: { 'app.name': APP_NAME, 'host.ip': hostOf(name), ...changes.configuration },
	};
}

/** The fields of Create or Update for items of `stores`. */
export function upsertFields(changes: INodeParameters = {}): INodeParameters {
	return {
		operation: 'upsert',
		name: '={{ $json.name }}',
		appName: APP_NAME,
		hostIp: '={{ $json.host }}',
		...changes,
	};
}

/** Requests that change something, as `METHOD path`. */
export function writesOf({ requests }: Pick<Sandbox, 'requests'>): string[] {
	return requests
		.filter(({ method }) => method !== 'GET')
		.map(({ method, path }) => `${method} ${path}`);
}

/** Requests of one method. */
export function sentBy({ requests }: Pick<Sandbox, 'requests'>, method: string): RecordedRequest[] {
	return requests.filter((request) => request.method === method);
}

/** Settings under which one item's error leaves the others running. */
export const CONTINUE = { settings: { onError: 'continueRegularOutput' as const } };
