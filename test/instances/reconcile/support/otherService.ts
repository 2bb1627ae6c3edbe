import type { ICredentialDataDecryptedObject, IDataObject, INodeParameters } from 'n8n-workflow';

import {
	rewritingProxy,
	type Redirect,
	type Rewrite,
	type RewritingProxy,
} from '../../../support/rewritingProxy';
import type { Workbench } from '../../../support/sandboxed';
import { upsertFields } from './fleet';

type View = Record<string, unknown>;

/** A service that answers otherwise than the sandbox, for the tests of a file. */
export interface OtherService {
	/** What becomes of its answers; each test begins with none. */
	rewrite: Rewrite;
	/** What becomes of what it is asked. */
	redirect: Redirect;
	credential(): ICredentialDataDecryptedObject;
	/** Runs Create or Update against it, unless the changes name another operation. */
	run(items: IDataObject[], changes?: INodeParameters, more?: object): ReturnType<Workbench['run']>;
}

/** Puts a service that answers otherwise in front of the sandbox of a test file. */
export function useOtherService(bench: Workbench): OtherService {
	let proxy: RewritingProxy;
	const service: OtherService = {
		rewrite: (body) => body,
		redirect: (request) => request,
		credential: () => bench.credential({ baseUrl: proxy.url }),
		run: async (items, changes = {}, more = {}) =>
			await bench.run({
				items,
				parameters: upsertFields(changes),
				credential: service.credential(),
				...more,
			}),
	};
	beforeAll(async () => {
		proxy = await rewritingProxy(
			bench.sandbox.url,
			(...answer) => service.rewrite(...answer),
			(request) => service.redirect(request),
		);
	});
	afterAll(async () => await proxy.close());
	beforeEach(() => {
		service.rewrite = (body) => body;
		service.redirect = (request) => request;
	});
	return service;
}

/** Changes every instance that is shown, alone or in a list. */
export function eachInstance(
	change: (instance: View, place: { isListed: boolean; method: string }) => View,
): Rewrite {
	return (body, method, path) => {
		if (!/\/instances(\/[^/]+)?$/.test(path)) return body;
		if (Array.isArray(body)) {
			return body.map((entry: View) => change(entry, { isListed: true, method }));
		}
		return change(body as View, { isListed: false, method });
	};
}

/** Shows each name in another form. */
export function namesAs(form: (name: string) => string): Rewrite {
	return eachInstance((instance) => ({ ...instance, name: form(String(instance.name)) }));
}
