/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import path from 'node:path';

/** Settings of an n8n that the user runs elsewhere, and what npm and test runners add for their own children. */
const NOT_PASSED_ON =
	/^(N8N|DB|EXECUTIONS|QUEUE|WEBHOOK|NODES|CREDENTIALS|GENERIC|CODE|NODE_FUNCTION)_|^npm_(package|lifecycle)_|^npm_config_local_prefix$|^(INIT_CWD|NODE_TEST_CONTEXT|WEBHOOK_URL|NODE_OPTIONS)$/;

/**
 * Our environment without what could disturb another program, plus `additions`.
 * Proxy settings and certificates of the machine stay; loopback never goes through a proxy.
 */
export function cleanEnvironment(additions: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
	const passedOn = Object.entries(process.env).filter(([name]) => !NOT_PASSED_ON.test(name));
	const noProxy = [process.env.NO_PROXY ?? process.env.no_proxy, '127.0.0.1', 'localhost']
		.filter(Boolean)
		.join(',');
	return { ...Object.fromEntries(passedOn), NO_PROXY: noProxy, no_proxy: noProxy, ...additions };
}

/** `cleanEnvironment` with a folder of programs that are found first. */
export function environmentWithPath(
	programFolder: string,
	additions: NodeJS.ProcessEnv = {},
): NodeJS.ProcessEnv {
	const pathName = Object.keys(process.env).find((name) => name.toLowerCase() === 'path') ?? 'PATH';
	const searched = [programFolder, process.env[pathName]].filter(Boolean).join(path.delimiter);
	return cleanEnvironment({ [pathName]: searched, ...additions });
}
