/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { createHmac } from 'node:crypto';
import { inspect } from 'node:util';

import type { INodeParameters } from 'n8n-workflow';

import { until } from '../../support/until';
import { loadTrigger } from '../../support/builtPackage';
import { byId, byName } from '../../support/sandboxed';
import { TriggerHost } from '../../support/triggerHost';
import { FOREIGN, KEYS } from '../../triggers/support/webhookHost';
import { useAnotherHost } from './support/anotherHost';
import {
	echo,
	formsOf,
	FORMER_KEY,
	INSTANCE_ID,
	SECRETS,
	TOKEN,
	useHostileService,
	type HostileAnswer,
	type HostileRequest,
} from './support/hostileService';

const service = useHostileService();
const elsewhere = useAnotherHost();

let host: TriggerHost | undefined;
afterEach(async () => {
	await host?.close();
	host = undefined;
});

const RECORD = {
	ListID: '80000001-1484947875',
	Name: 'Ada',
	TimeCreated: '2020-01-01T00:00:00Z',
	TimeModified: '2020-01-01T00:00:00Z',
};

/** What this service has beside its instance: a customer, and a delivery that waits. */
function goodAnswer({ url, method }: HostileRequest): HostileAnswer | undefined {
	if (isOfQueue(url)) return { body: method === 'GET' ? [{ id: 1 }] : {} };
	if (!url.includes('/customers')) return undefined;
	if (url.includes(`/${RECORD.ListID}`)) return { body: RECORD };
	// Counted, so that nobody asks for a further page.
	return { body: [RECORD], headers: { 'elements-total-count': '1' } };
}

/** Asked for half a second after the trigger was set up, so never counted. */
const isOfQueue = (url: string) => url.includes('/deliveries');

interface Step {
	trigger?: 'Trigger' | 'PollingTrigger';
	parameters?: INodeParameters;
	/** The instance reports to somebody else. */
	isTaken?: boolean;
	/** What is done beforehand, while the service answers well. */
	before?: (host: TriggerHost) => Promise<unknown>;
	act: (host: TriggerHost) => Promise<unknown>;
}

async function setUpAndChange(trigger: TriggerHost): Promise<void> {
	await trigger.activate();
	service.configuration[KEYS.interval] = '60';
}

async function deliver({ callbackUrl, log }: TriggerHost): Promise<void> {
	const event = { objectType: 'customers', objectId: RECORD.ListID, eventType: 'UPDATED' };
	const body = JSON.stringify({ message: { instanceId: INSTANCE_ID, events: [event] } });
	const key = String(service.configuration[KEYS.signature]);
	const signature = `sha256=${createHmac('sha256', key).update(body).digest('base64')}`;
	const headers = { 'Content-Type': 'application/json', 'Elements-Webhook-Signature': signature };
	const answer = await fetch(callbackUrl, { method: 'POST', body, headers });
	log.push(await answer.text());
	expect(answer.status).toBe(200);
}

const STEPS: Record<string, Step> = {
	Activating: { act: async (trigger) => await trigger.activate() },
	'Activating by name': {
		parameters: { instanceId: byName('Store 12') },
		act: async (trigger) => await trigger.activate(),
	},
	'Taking over': {
		parameters: { options: { takeOver: true } },
		isTaken: true,
		act: async (trigger) => await trigger.activate(),
	},
	'Activating again': {
		before: setUpAndChange,
		act: async (trigger) => await trigger.activate('update'),
	},
	'The start of n8n': {
		before: setUpAndChange,
		act: async (trigger) => {
			trigger.restart();
			await trigger.activate('init');
		},
	},
	'Putting back': {
		before: async (trigger) => await trigger.activate(),
		act: async (trigger) => await trigger.deactivate(),
	},
	'A delivery with its records': {
		parameters: { options: { fetchRecord: true } },
		before: async (trigger) => await trigger.activate(),
		act: deliver,
	},
	'Listening for a test event': {
		act: async (trigger) => await trigger.listenForTest(),
	},
	'The end of listening': {
		before: async (trigger) => await trigger.listenForTest(),
		act: async (trigger) => await trigger.stopTest(),
	},
	'A sample of an instance that is taken': {
		isTaken: true,
		act: async (trigger) => await trigger.listenForTest(),
	},
	'A look for changes': {
		trigger: 'PollingTrigger',
		before: async (trigger) => await trigger.poll(),
		act: async (trigger) => await trigger.poll(),
	},
	'A look for changes in the editor': {
		trigger: 'PollingTrigger',
		act: async (trigger) => await trigger.poll('manual'),
	},
};

/** From when the trigger sends its key on, the service knows that as well. */
function noteKey({ method, body }: HostileRequest): void {
	if (method !== 'PATCH') return;
	const { configuration = {} } = JSON.parse(body) as { configuration?: Record<string, string> };
	const key = configuration[KEYS.signature];
	if (key) service.hidden.add(key);
}

/** A trigger of its own, whose service answers well but where `failing` has another answer. */
async function newHost(
	{ trigger = 'Trigger', parameters, isTaken }: Step,
	failing: (request: HostileRequest) => HostileAnswer | undefined,
): Promise<TriggerHost> {
	await host?.close();
	service.hidden = new Set(Object.values(SECRETS));
	service.configuration = {
		[KEYS.signature]: FORMER_KEY,
		...(isTaken ? { [KEYS.callback]: FOREIGN } : {}),
	};
	service.answer = (request) => {
		noteKey(request);
		return failing(request) ?? goodAnswer(request);
	};
	host = new TriggerHost({
		node: loadTrigger(`QuickBooksEnterprise${trigger}`),
		credential: () => service.credential(),
		parameters: {
			instanceId: byId(INSTANCE_ID),
			resources: ['customer'],
			events: ['created', 'updated'],
			refreshInterval: 5,
			options: {},
			...parameters,
		},
	});
	await host.listen();
	return host;
}

/** Everything that somebody could read of it. */
function shownOf({ items, log }: TriggerHost, thrown?: unknown): string {
	const parts = [inspect(thrown, { depth: 12 }), JSON.stringify(thrown), JSON.stringify(items)];
	const shown = [...parts, ...log].join('\n');
	expect(formsOf(service.hidden).filter((part) => shown.includes(part))).toEqual([]);
	return shown;
}

/**
 * Does a step on one trigger after the other, each time with one more request that is answered well before all
 * others are answered in the given way. Out: what each showed.
 */
async function failingAtEach(step: Step, answer: () => HostileAnswer): Promise<string[]> {
	const shown: string[] = [];
	for (let good = 0; ; good++) {
		let count = -Infinity;
		const trigger = await newHost(step, ({ url }) => {
			if (isOfQueue(url)) return undefined;
			count += 1;
			return count > good ? answer() : undefined;
		});
		await step.before?.(trigger);
		// What a trigger does not remember it can know again only once the service has told it.
		service.hidden.delete(TOKEN);
		if (!trigger.saved.includes('registration')) service.hidden.delete(FORMER_KEY);
		count = 0;
		const thrown = await step.act(trigger).then(
			() => undefined,
			(error: unknown) => error,
		);
		if (count <= good) return shown;
		shown.push(shownOf(trigger, thrown));
	}
}

describe.each(Object.entries(STEPS))('%s', (name, step) => {
	it.each([400, 403, 404])(
		'shows no secret, token or signature key that the service repeats with status %d',
		async (status) => {
			// Of what the service says only such words get into the items of a delivery.
			const isItem = name === 'A delivery with its records';
			const words = (said: string) => `The name "${said}" of the list element is already in use`;
			const shown = await failingAtEach(step, () =>
				echo(status, service.hidden, isItem ? words : undefined),
			);
			expect(shown.length).toBeGreaterThan(0);
			if (status === 404) return;
			// Words of QuickBooks count where the record is read, not where its instance is.
			if (isItem) expect(shown.join()).toContain("uses the name '********");
			else for (const text of shown) expect(text).toContain('No ********');
		},
	);

	it.each([301, 302, 303, 307, 308])('follows no redirect (%d) to another host', async (status) => {
		const shown = await failingAtEach(step, () => elsewhere.redirect(status));
		expect(shown.length).toBeGreaterThan(0);
		expect(elsewhere.visits).toEqual([]);
	});
});

describe('What could not be delivered', () => {
	it.each(['GET', 'PUT'])(
		'is asked for without a secret in the log where %s fails',
		async (method) => {
			for (const answer of [() => echo(400, service.hidden), () => elsewhere.redirect(307)]) {
				const trigger = await newHost(STEPS.Activating, (request) =>
					isOfQueue(request.url) && request.method === method ? answer() : undefined,
				);
				await trigger.activate();
				await until(() => trigger.log.join().includes('could not deliver'));
				expect(shownOf(trigger)).toContain('It is not known whether');
			}
			expect(elsewhere.visits).toEqual([]);
		},
	);
});
