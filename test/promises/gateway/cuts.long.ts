/* eslint-disable no-console, @n8n/community-nodes/no-restricted-globals */
import { makeKey, SqlStore, Vault, type MemoryStore } from '../../../gateway/store';
import { Office, type Answer, type Json } from '../../gateway/records/support/office';
import { Disk } from './support/powerCut';

const COUNT = Number(process.env.FAULTS_CUTS ?? 300);
const SEED = Number(process.env.FAULTS_SEED ?? 1);
const TRIES = 12;
/** Far more than they take. */
const LIMIT_MS = 60_000 + COUNT * 10_000;

/** Numbers that look random and are the same for the same seed (mulberry32). */
function randomOf(seed: number): (below: number) => number {
	let state = seed >>> 0;
	return (below) => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
	};
}

const line = { ItemRef: { FullName: 'Painting' }, Quantity: 3, Rate: '5.00' };
const invoice = (memo: string) => ({
	CustomerRef: { FullName: 'Blue, Dale' },
	Memo: memo,
	InvoiceLineRet: [line],
});

/** A write, and how often the books show it. */
interface Write {
	call: readonly [method: string, path: string, body?: unknown];
	isPlatform?: boolean;
	/** 0: it is not done; 1: it is done, once. */
	times(): Promise<number>;
}

describe('Writes under random cuts', () => {
	const random = randomOf(SEED);
	const disk = new Disk();
	const vault = new Vault(makeKey());
	const office = new Office();
	const seen = { done: 0, unknown: 0, cuts: 0 };

	const live = async () => {
		office.store = (await SqlStore.open(disk.database(), vault)) as unknown as MemoryStore;
		await office.store.dropQueued(office.clock.now());
		await office.open(1_500);
	};

	beforeAll(async () => {
		console.log(`FAULTS_CUTS=${COUNT} FAULTS_SEED=${SEED}`);
		await live();
		disk.onOff = () => office.die();
		await (await office.connect()).confirm();
	});

	afterAll(async () => {
		console.log(JSON.stringify(seen));
		await office.close();
	});

	const list = (object: string, member: string, value: string) =>
		[...office.company.list(object)].filter((record) => record[member] === value);

	/** A record that is there already. */
	const existing = (memo: string): Json => {
		const { InvoiceLineRet, ...head } = invoice(memo);
		return office.company.add('Invoice', { ...head, InvoiceLineAdd: InvoiceLineRet } as never);
	};

	const kinds: Array<(name: string) => Write> = [
		(name) => ({
			call: ['POST', '/invoices', invoice(name)],
			times: async () => list('Invoice', 'Memo', name).length,
		}),
		(name) => ({
			call: ['POST', '/vendors', { Name: name }],
			times: async () => list('Vendor', 'Name', name).length,
		}),
		(name) => ({
			call: ['POST', '/CustomerType', { Name: name }],
			times: async () => list('CustomerType', 'Name', name).length,
		}),
		(name) => {
			const { TxnID: id, InvoiceLineRet: lines } = existing(name);
			const [{ TxnLineID }] = lines as Json[];
			const body = { InvoiceLineRet: [{ TxnLineID }, { ...line, TxnLineID: '-1' }] };
			return {
				call: ['PATCH', `/invoices/${String(id)}`, body],
				times: async () =>
					(office.company.get('Invoice', String(id))!.InvoiceLineRet as Json[]).length - 1,
			};
		},
		(name) => {
			const { TxnID: id } = existing(name);
			return {
				call: ['DELETE', `/invoices/${String(id)}`],
				times: async () => 1 - list('Invoice', 'Memo', name).length,
			};
		},
		(name) => ({
			isPlatform: true,
			call: [
				'POST',
				'/instances',
				{
					element: { key: 'quickbooksonprem' },
					name,
					configuration: { 'app.name': 'n8n', 'host.ip': 'office' },
				},
			],
			times: async () =>
				(await office.store.instances()).filter(({ facts }) => facts.name === name).length,
		}),
	];

	/** Something that goes wrong while a write is under way. */
	const disturb = () => {
		let left = 1 + random(4);
		const [kind, moment] = [random(6), (['handedOut', 'ran', 'received'] as const)[random(3)]];
		office.disturb = () => undefined;
		disk.cut = undefined;
		if (kind <= 2) disk.cut = { transactions: 1 + random(40), isAfter: random(2) === 0 };
		else if (kind === 3)
			office.disturb = (now) => (now === moment && (left -= 1) === 0 ? 'crash' : undefined);
		else if (kind === 4)
			office.disturb = (now) => (now === 'ran' && (left -= 1) === 0 ? 'repeat' : undefined);
		else office.desktop.processFaults.push({ hresult: '0x80040402', hasRun: random(2) === 0 });
	};

	/** One try: the call, and sessions of the Web Connector until it has an end. */
	const attempt = async ({ call, isPlatform }: Write): Promise<Answer | undefined> => {
		let isOver = false;
		const asked = (isPlatform ? office.platform(call[0], call[1], call[2]) : office.ask(...call))
			.catch(() => undefined)
			.finally(() => (isOver = true));
		while (!isOver && !disk.isOff) {
			await office.update();
			await new Promise((resolve) => setTimeout(resolve, 2));
		}
		if (disk.isOff) {
			seen.cuts += 1;
			await live();
		}
		return await asked;
	};

	const settled = ({ status, body }: Answer): boolean => status < 400 || body.outcome === 'refused';

	const end = async (write: Write): Promise<Answer | undefined> => {
		let answer: Answer | undefined;
		for (let tries = 0; tries < TRIES; tries += 1) {
			answer = await attempt(write);
			if (answer && settled(answer)) return answer;
			// A while later the company is there again, or too much time has passed.
			if (random(8) === 0) office.clock.skip(16 * 60_000);
			await office.update();
			if (answer?.body.outcome === 'unknown' && tries > 3) return answer;
		}
		return answer;
	};

	/** An unknown outcome is named with its reason, and settled by what the books show. */
	const settle = async (write: Write, answer: Answer): Promise<Answer | undefined> => {
		seen.unknown += 1;
		const key = office.key;
		office.key = undefined;
		const path = `/instances/${office.id}/connector/calls`;
		const { body } = await office.platform('GET', `${path}?outcome=unknown`);
		const named = (body as unknown as Json[]).find(
			({ requestId }) => requestId === answer.body.requestId,
		);
		expect(named).toMatchObject({ message: expect.stringMatching(/./) });
		const isDone = (await write.times()) === 1;
		const outcome = isDone ? 'done' : 'notDone';
		await office.platform('PUT', `${path}/${String(answer.body.requestId)}`, { outcome });
		office.key = key;
		return isDone ? undefined : await end(write);
	};

	it(
		`are done once or named: ${COUNT} with seed ${SEED}`,
		async () => {
			for (let at = 0; at < COUNT; at += 1) {
				const name = `W${SEED % 10_000}-${at}`;
				const write = kinds[random(kinds.length)](name);
				office.key = name;
				disturb();
				let answer = await end(write);
				disk.cut = undefined;
				office.disturb = () => undefined;
				if (answer?.body.outcome === 'unknown') answer = await settle(write, answer);
				const what = { seed: SEED, at, call: write.call.slice(0, 2), answer: answer?.body };
				if (answer && answer.status >= 400)
					throw new Error(`It has no end: ${JSON.stringify(what)}`);
				const times = await write.times();
				if (times !== 1) throw new Error(`It is there ${times} times: ${JSON.stringify(what)}`);
				seen.done += 1;
			}
		},
		LIMIT_MS,
	);
});
