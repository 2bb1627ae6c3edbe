/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import { startSandbox, type Sandbox } from '../../../sandbox';
import { seedCompany } from '../../../simulator/quickBooks';
import { entry } from '../contenders/entries';
import type {
	Account,
	SandboxAnswered,
	SandboxAnswers,
	SandboxCall,
	SandboxReady,
} from './sandboxClient';

/** Long enough that what n8n does counts, short enough that a run ends in minutes. */
const [LATENCY_MS, CUSTOMERS] = process.argv.slice(2).map(Number);

/** Puts the instances there; the entries of the list are spread over them. */
async function fill(
	sandbox: Sandbox,
	{ instances, every, companyFiles = 0 }: Account,
): Promise<void> {
	sandbox.reset();
	for (let index = 0; index < instances; index++) {
		const isListed = index % every === 0;
		const { name, appName, hostIp, tags } = entry(isListed ? index / every : index);
		sandbox.addInstance({
			// A look-up by name finds whatever contains it.
			name: isListed ? name : name.replace('Store', 'Office'),
			tags: tags.split(', '),
			configuration: { 'app.name': appName, 'host.ip': hostIp },
		});
	}
	// A company file is made and connected when it is first looked at: not while somebody measures.
	for (const { token } of sandbox.instances.slice(0, companyFiles)) {
		const Authorization = `User ${sandbox.userSecret}, Element ${token}`;
		const url = `${sandbox.url}/elements/api-v2/customers?pageSize=1`;
		await (await fetch(url, { headers: { Authorization } })).text();
	}
	sandbox.resetRequests();
}

async function answerTo(
	sandbox: Sandbox,
	call: SandboxCall,
): Promise<SandboxAnswers[keyof SandboxAnswers]> {
	switch (call.kind) {
		case 'reset':
			return void (await fill(sandbox, call.account));
		case 'count':
			return {
				instances: sandbox.instances.length,
				requests: sandbox.requests.length,
				writes: sandbox.requests.filter(({ method }) => method !== 'GET').length,
				openRequestsPeak: sandbox.openRequestsPeak,
			};
		case 'standing':
			return sandbox.instances.map(({ id, name }) => ({ id, name }));
		case 'records': {
			const records = await sandbox.records(call.instanceId, call.path);
			return records.map((record) => String(record[call.member]));
		}
	}
}

/** A sandbox in a process of its own, so that its work is not counted as n8n's. */
async function serve(): Promise<void> {
	const ownCustomers = seedCompany().file.all('Customer').length;
	const sandbox = await startSandbox({
		latencyMs: LATENCY_MS,
		webConnector: true,
		extraCustomers: Math.max(0, CUSTOMERS - ownCustomers),
	});
	process.on('message', (call: SandboxCall) => {
		void answerTo(sandbox, call).then((answer) =>
			process.send?.({ answer } satisfies SandboxAnswered),
		);
	});
	// Whoever started us is gone: so are we, however that came about.
	process.on('disconnect', () => process.exit());
	// After every reset the first instance has this id and this token again.
	const { id: instanceId, token } = sandbox.addInstance({});
	const { url, userSecret, organizationSecret } = sandbox;
	process.send?.({
		url,
		userSecret,
		organizationSecret,
		books: { instanceId, token },
	} satisfies SandboxReady);
}

void serve();
