/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { createRequire } from 'node:module';
import path from 'node:path';
import type { ICredentialType, INodeType } from 'n8n-workflow';

import { projectFolder } from '../install/pack';
import type { PackageParts } from './runWorkflow';

/** The action node and the credential type from `dist/`, as n8n would load them. */
export function loadBuiltParts(): PackageParts {
	const load = createRequire(path.join(projectFolder, 'package.json'));
	const { QuickBooksEnterprise } = load(
		'./dist/nodes/QuickBooksEnterprise/QuickBooksEnterprise.node.js',
	) as { QuickBooksEnterprise: new () => INodeType };
	const { CloudElementsApi } = load('./dist/credentials/CloudElementsApi.credentials.js') as {
		CloudElementsApi: new () => ICredentialType;
	};
	return { node: new QuickBooksEnterprise(), credentialType: new CloudElementsApi() };
}
