/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ICredentialType, INodeType } from 'n8n-workflow';

import { outside } from './outside';

const PACKAGE_FOLDER = resolve(process.cwd());

const loaded = new Map<string, unknown>();

interface Manifest {
	name: string;
	n8n: { nodes: string[]; credentials: string[] };
}

/** The manifest that n8n reads to find what the package holds. */
export const manifest = requireBuilt('package.json') as Manifest;

/** Loads a file of the package, by its path from the package folder, as n8n would. */
function requireBuilt(path: string): unknown {
	const file = join(PACKAGE_FOLDER, path);
	// A file that was loaded stays loaded, also while somebody builds anew.
	if (!loaded.has(file)) {
		if (!existsSync(file))
			throw new Error(`${path} is missing; build the package first: npm run build`);
		loaded.set(file, outside.load(file));
	}
	return loaded.get(file);
}

/** Makes the action node from the built package. */
export function loadNode(): INodeType {
	const path = manifest.n8n.nodes.find((file) => file.endsWith('/QuickBooksEnterprise.node.js'));
	const { QuickBooksEnterprise } = requireBuilt(path!) as {
		QuickBooksEnterprise: new () => INodeType;
	};
	return new QuickBooksEnterprise();
}

/** Makes a trigger from the built package, by the name of its class. */
export function loadTrigger(name: string): INodeType {
	const path = manifest.n8n.nodes.find((file) => file.endsWith(`/${name}.node.js`));
	const exported = requireBuilt(path!) as Record<string, new () => INodeType>;
	return new exported[name]();
}

/** Makes the credential type from the built package. */
export function loadCredential(): ICredentialType {
	const { CloudElementsApi } = requireBuilt(manifest.n8n.credentials[0]) as {
		CloudElementsApi: new () => ICredentialType;
	};
	return new CloudElementsApi();
}
