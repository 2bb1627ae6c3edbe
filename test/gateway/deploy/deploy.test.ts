/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- reads files and runs linters */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { validate } from 'dockerfile-utils';
import { parse } from 'yaml';

import { readOptions } from '../../../gateway/server/options';

const run = promisify(execFile);
const PROJECT = process.cwd();
const FOLDER = path.join(PROJECT, 'gateway', 'deploy');
const ANALYZER = '/usr/bin/systemd-analyze';
/** The exposure that systemd-analyze gives a unit, from 0 to 100: what it calls "OK". */
const MOST_EXPOSED = 20;

const read = async (name: string) => await readFile(path.join(FOLDER, name), 'utf8');

/** What the gateway looks for in its environment. */
function settings(): Set<string> {
	const asked = new Set<string>();
	const environment = new Proxy<Record<string, string | undefined>>(
		{},
		{ get: (_target, name) => void asked.add(String(name)) },
	);
	readOptions([], environment);
	return asked;
}

const named = (text: string): string[] => [...new Set(text.match(/\bGATEWAY_[A-Z_]+/g))];

interface Compose {
	services: Record<
		string,
		{
			image?: string;
			ports?: string[];
			environment?: Record<string, string>;
			cap_drop?: string[];
			read_only?: boolean;
			volumes?: string[];
		}
	>;
}

const compose = async () => parse(await read('compose.yaml')) as Compose;

/** What the gateway makes of the settings that it gets there. */
const optionsOf = ({ gateway }: Compose['services']) =>
	readOptions(
		[],
		Object.fromEntries(
			Object.entries(gateway.environment!).map(([name, value]) => [
				name,
				value.replace(/\$\{BOOKS_DOMAIN[^}]*\}/, 'books.example.com'),
			]),
		),
	);

describe('What is deployed', () => {
	it('names settings that the gateway knows, and no others', async () => {
		const files = await readdir(FOLDER);
		expect(files.length).toBeGreaterThan(4);
		for (const file of files) {
			const unknown = named(await read(file)).filter((name) => !settings().has(name));
			expect([file, unknown]).toEqual([file, []]);
		}
	});

	it.each([
		['the example of settings', 'gateway/deploy/gateway.env.example'],
		['the page about the gateway', 'docs/gateway.md'],
	])('has every setting in %s', async (_where, file) => {
		const text = await readFile(path.join(PROJECT, file), 'utf8');
		expect([...settings()].filter((name) => !named(text).includes(name))).toEqual([]);
	});

	it('has the values in its example that count without it', async () => {
		const lines = (await read('gateway.env.example')).match(/^#GATEWAY_[A-Z_]+=.*$/gm)!;
		const examples = /_(PUBLIC_URL|DATABASE_URL|TRUST_PROXY)$/;
		const values = lines
			.map((line) => line.slice(1).split('='))
			.filter(([name]) => !examples.test(name));
		expect(readOptions([], Object.fromEntries(values) as Record<string, string>)).toEqual(
			readOptions([], {}),
		);
	});
});

describe('The Dockerfile', () => {
	it('has nothing for its linter to find', async () => {
		const problems = validate(await read('Dockerfile'));
		expect(problems.map(({ message, range }) => `${range.start.line + 1}: ${message}`)).toEqual([]);
	});

	it('runs the packed gateway as somebody who is not root, with nothing that built it', async () => {
		const text = await read('Dockerfile');
		const last = text.slice(text.lastIndexOf('\nFROM '));
		expect(last).toMatch(/^USER node$/m);
		expect(last).not.toMatch(/npm|\.tgz/);
		expect(text).toMatch(/--ignore-scripts/);
		const manifest = JSON.parse(
			await readFile(path.join(PROJECT, 'gateway', 'package.json'), 'utf8'),
		) as { name: string; bin: Record<string, string> };
		const program = `node_modules/${manifest.name}/${manifest.bin[manifest.name]}`;
		expect(last).toContain(program);
		expect(await read('quickbooks-enterprise-gateway.service')).toContain(program);
	});
});

describe('compose.yaml', () => {
	it('is as the specification of Compose has it', async () => {
		const dclint = path.join(PROJECT, 'node_modules', 'dclint', 'bin', 'dclint.cjs');
		// The proxy is for the whole internet.
		const args = [FOLDER, '--formatter', 'unix', '--disable-rule', 'no-unbound-port-interfaces'];
		const found = await run(process.execPath, [dclint, ...args]).catch(
			(error: { stdout: string }) => error,
		);
		expect(found.stdout.trim()).toBe('');
	});

	it('lets nothing but the proxy be reached from outside, and the gateway do little', async () => {
		const { services } = await compose();
		const open = Object.entries(services).filter(([, { ports }]) => ports !== undefined);
		expect(open.map(([name]) => name)).toEqual(['proxy']);
		expect(services.gateway).toMatchObject({ read_only: true, cap_drop: ['ALL'] });
	});

	it('gives each service a version, and the gateway settings that it takes', async () => {
		const { services } = await compose();
		for (const { image } of Object.values(services)) {
			if (image !== undefined) expect(image).toMatch(/:\d+\.\d+/);
		}
		expect(optionsOf(services)).toMatchObject({
			publicUrl: 'https://books.example.com',
			trustProxy: 'uniquelocal',
		});
	});

	it('has a proxy that is more patient than the gateway and knows where it stands', async () => {
		const [{ services }, proxy] = [await compose(), await read('Caddyfile')];
		const waitMs = optionsOf(services)!.waitMs;
		const limits = [...proxy.matchAll(/^\s*(\w+_timeout) (\d+)s$/gm)];
		expect(limits.map(([, name]) => name)).toEqual(
			expect.arrayContaining(['response_header_timeout', 'read_timeout']),
		);
		for (const [, , seconds] of limits) expect(Number(seconds) * 1_000).toBeGreaterThan(waitMs);
		for (const [, service] of proxy.matchAll(/^\s*reverse_proxy (\w+):\d+/gm)) {
			expect(Object.keys(services)).toContain(service);
		}
		for (const [name] of proxy.matchAll(/(?<=\{\$)\w+/g)) {
			expect(Object.keys(services.proxy.environment!)).toContain(name);
		}
	});
});

describe('The systemd unit', () => {
	const isThere = existsSync(ANALYZER);
	const withAnalyzer = isThere ? it : it.skip;
	if (!isThere) process.stderr.write(`NOT TESTED: the systemd unit. ${ANALYZER} is not there.\n`);

	withAnalyzer('is known to systemd, and little exposed', async () => {
		const unit = path.join(FOLDER, 'quickbooks-enterprise-gateway.service');
		const { stderr } = await run(ANALYZER, ['verify', unit]);
		expect(stderr).toBe('');
		await run(ANALYZER, ['security', '--offline=yes', `--threshold=${MOST_EXPOSED}`, unit]);
	});

	it('starts the gateway again whatever ended it, with its data where it may write', async () => {
		const unit = await read('quickbooks-enterprise-gateway.service');
		expect(unit).toMatch(/^Restart=always$/m);
		const [, data] = /GATEWAY_DATA=(\S+)/.exec(unit)!;
		const [, state] = /^StateDirectory=(\S+)$/m.exec(unit)!;
		expect(data).toBe(`/var/lib/${state}`);
	});
});
