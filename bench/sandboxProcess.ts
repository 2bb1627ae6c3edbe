/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import { startSandbox } from '../sandbox';
import { entry } from './entries';
import type { SandboxAnswer, SandboxCall, SandboxReady } from './sandboxClient';

/** Long enough that what n8n does counts, short enough that a run ends in minutes. */
const LATENCY_MS = Number(process.argv[2]);

/** A sandbox in a process of its own, so that its work is not counted as n8n's. */
async function serve(): Promise<void> {
	const sandbox = await startSandbox({ latencyMs: LATENCY_MS });
	const answer = (call: SandboxCall): SandboxAnswer => {
		if (call.kind === 'reset') {
			sandbox.reset();
			for (let index = 0; index < call.instances; index++) {
				// The entries of the list are spread over the account.
				const isListed = index % call.every === 0;
				const { name, appName, hostIp, tags } = entry(isListed ? index / call.every : index);
				sandbox.addInstance({
					// A look-up by name finds whatever contains it.
					name: isListed ? name : name.replace('Store', 'Office'),
					tags: tags.split(', '),
					configuration: { 'app.name': appName, 'host.ip': hostIp },
				});
			}
		}
		return {
			instances: sandbox.instances.length,
			requests: sandbox.requests.length,
			writes: sandbox.requests.filter(({ method }) => method !== 'GET').length,
			openRequestsPeak: sandbox.openRequestsPeak,
		};
	};
	process.on('message', (call: SandboxCall) => process.send?.(answer(call)));
	// Whoever started us is gone: so are we, however that came about.
	process.on('disconnect', () => process.exit());
	const { url, userSecret, organizationSecret } = sandbox;
	process.send?.({ url, userSecret, organizationSecret } satisfies SandboxReady);
}

void serve();
