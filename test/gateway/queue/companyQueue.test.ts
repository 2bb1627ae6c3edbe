import { CallFailure } from '../../../gateway/queue';
import { MemoryStore } from '../../../gateway/store';
import { answerTo, ask, idsIn, makeQueue, question, settled } from './support/queue';

describe('The queue of a company', () => {
	it('hands one document out at a time, first in first out, a write alone', async () => {
		const { queue, store } = await makeQueue();
		const calls = [
			ask(queue, question('w1', 'write')),
			ask(queue, question('r1', 'read')),
			ask(queue, question('r2', 'read')),
			ask(queue, question('w2', 'write')),
			ask(queue, question('r3', 'read')),
		];
		const seen: string[][] = [];
		await settled();
		for (;;) {
			const document = await queue.take('s');
			if (document === undefined) break;
			seen.push(idsIn(document));
			const [kept] = await store.callsInFlight('s');
			expect(kept).toMatchObject({ state: 'handedOut', document });
			expect(await queue.receive('s', answerTo(...idsIn(document)))).toBe(true);
		}
		expect(seen).toEqual([['w1'], ['r1', 'r2'], ['w2'], ['r3']]);
		await settled();
		expect(calls.map(({ end }) => end)).toEqual(['ok w1', 'ok r1', 'ok r2', 'ok w2', 'ok r3']);
	});

	it('lets QuickBooks keep its answer to a write until that is here', async () => {
		const { queue } = await makeQueue();
		const documents: string[] = [];
		for (const id of ['w1', 'w2', 'w3']) {
			ask(queue, question(id, 'write'));
			await settled();
			documents.push((await queue.take('s'))!);
			if (id !== 'w2') await queue.receive('s', answerTo(id));
			else await queue.sessionEnded('s');
		}
		const sets = documents.map((text) => /<QBXMLMsgsRq ([^>]*)>/.exec(text)![1]);
		expect(sets).toEqual([
			'newMessageSetID="set-1" onError="stopOnError"',
			'newMessageSetID="set-2" oldMessageSetID="set-1" onError="stopOnError"',
			// What became of w2 is not known, so its answer is not to be forgotten.
			'newMessageSetID="set-3" oldMessageSetID="set-1" onError="stopOnError"',
		]);
	});

	it('lets at most 25 reads, 250 kB and one long list share a document', async () => {
		const { queue } = await makeQueue();
		const next = async (...asked: Array<ReturnType<typeof question>>) => {
			for (const each of asked) ask(queue, each);
			await settled();
			const sizes = [];
			for (let document = await queue.take('s'); document; document = await queue.take('s')) {
				expect(document).toContain(
					idsIn(document).length > 1 ? 'onError="continueOnError"' : 'onError="stopOnError"',
				);
				sizes.push(idsIn(document).length);
				await queue.receive('s', answerTo(...idsIn(document)));
			}
			return sizes;
		};
		const many = Array.from({ length: 60 }, (_, at) => question(`a${at}`, 'read'));
		expect(await next(...many)).toEqual([25, 25, 10]);
		const big = Array.from({ length: 3 }, (_, at) => question(`b${at}`, 'read', 3_000));
		expect(big[0].message.text.length * 2).toBeLessThan(250_000);
		expect(big[0].message.text.length * 3).toBeGreaterThan(250_000);
		expect(await next(...big)).toEqual([2, 1]);
		const long = [question('c1', 'long'), question('c2', 'read'), question('c3', 'long')];
		expect(await next(...long)).toEqual([2, 1]);
		const other = { ...question('d2', 'read'), version: '16.0' };
		expect(await next(question('d1', 'read'), other)).toEqual([1, 1]);
	});

	it('gives each caller its answer: by request id, and where QuickBooks gives none by place', async () => {
		const { queue } = await makeQueue();
		const calls = ['r1', 'r2'].map((id) => ask(queue, question(id, 'read')));
		await settled();
		await queue.take('s');
		await queue.receive('s', answerTo('r2', 'r1'));
		const more = ['r3', 'r4'].map((id) => ask(queue, question(id, 'read')));
		await settled();
		await queue.take('s');
		const bare = (text: string) => `<CustomerQueryRs statusCode="0" statusMessage="${text}"/>`;
		await queue.receive('s', `<QBXML><QBXMLMsgsRs>${bare('1')}${bare('2')}</QBXMLMsgsRs></QBXML>`);
		await settled();
		expect([...calls, ...more].map(({ end }) => end)).toEqual(['ok r1', 'ok r2', 'ok 1', 'ok 2']);
	});

	it('sends a shared document that was refused whole again message by message', async () => {
		const { queue, log, store } = await makeQueue();
		const calls = ['r1', 'bad', 'r3'].map((id) => ask(queue, question(id, 'read')));
		await settled();
		expect(idsIn(await queue.take('s'))).toEqual(['r1', 'bad', 'r3']);
		const refusal = { isNotExecuted: true, code: '0x80040400', words: 'cannot parse' };
		await queue.refuse('s', refusal);
		calls.push(ask(queue, question('r4', 'read')));
		await settled();
		for (const id of ['r1', 'bad', 'r3', 'r4']) {
			expect(idsIn(await queue.take('s'))).toEqual([id]);
			if (id === 'bad') await queue.refuse('s', refusal);
			else await queue.receive('s', answerTo(id));
		}
		await settled();
		expect(calls.map(({ end }) => end)).toEqual(['ok r1', 'refused refused', 'ok r3', 'ok r4']);
		expect(await store.call('bad')).toMatchObject({ state: 'refused', reason: 'cannot parse' });
		expect(log.lines).toHaveLength(1);
		expect(log.lines[0]).toMatch(/^QuickBooks refused a whole document .*"code":"0x80040400"/);
	});

	it('does not know what became of a write on which QuickBooks broke', async () => {
		const { queue, store } = await makeQueue();
		const call = ask(queue, question('w1', 'write'));
		await settled();
		await queue.take('s');
		const crash = { isNotExecuted: false, code: '0x80010105', words: 'The server threw' };
		await queue.refuse('s', crash);
		await settled();
		expect(call.end).toBe('failed unknown');
		expect(await store.call('w1')).toMatchObject({ state: 'unknown', reason: 'The server threw' });
	});

	it('drops a call that waited too long, and never sends it then', async () => {
		const { queue, clock, store } = await makeQueue();
		const first = ask(queue, question('w1', 'write'));
		await settled();
		await queue.take('s');
		const second = ask(queue, question('w2', 'write'));
		await clock.pass(50_000);
		expect([first.end, second.end]).toEqual(['late unknown', 'late notSent']);
		await queue.receive('s', answerTo('w1'));
		expect(await queue.take('s')).toBeUndefined();
		// The caller has gone; what QuickBooks answered is there all the same.
		expect(await store.call('w1')).toMatchObject({ state: 'answered', answer: answerTo('w1') });
		expect(await store.call('w2')).toMatchObject({ state: 'dropped' });
	});

	it('says that QuickBooks is away, at once or when it turns out', async () => {
		const { queue, clock } = await makeQueue();
		const waiting = ask(queue, question('r1', 'read'));
		await clock.pass(50_000);
		const later = ask(queue, question('r2', 'read'));
		await settled();
		expect([waiting.end, later.end]).toEqual(['away notSent', 'away notSent']);
		expect(await queue.take('s')).toBeUndefined();
	});

	it('drops what a caller asked who hung up, and finishes what is out', async () => {
		const { queue, store } = await makeQueue();
		const hangUps = ['w1', 'w2', 'w3', 'w4'].map(() => new AbortController());
		const calls = hangUps.map(({ signal }, at) =>
			ask(queue, question(`w${at + 1}`, 'write'), signal),
		);
		hangUps[3].abort();
		await settled();
		await queue.take('s');
		hangUps[0].abort();
		hangUps[1].abort();
		await settled();
		await queue.receive('s', answerTo('w1'));
		expect(idsIn(await queue.take('s'))).toEqual(['w3']);
		await queue.receive('s', answerTo('w3'));
		expect(await queue.take('s')).toBeUndefined();
		await settled();
		const ends = ['hungUp unknown', 'hungUp notSent', 'ok w3', 'hungUp notSent'];
		expect(calls.map(({ end }) => end)).toEqual(ends);
		expect(await store.call('w4')).toMatchObject({ state: 'dropped' });
		expect((await store.call('w1'))!.state).toBe('answered');
		const gone = ask(queue, question('w5', 'write'), AbortSignal.abort());
		await settled();
		expect(gone.end).toBe('hungUp notSent');
		expect(await store.call('w5')).toBeUndefined();
	});

	it('asks a read again after a lost session, and never a write', async () => {
		const { queue, log, store } = await makeQueue();
		const write = ask(queue, question('w1', 'write'));
		const reads = ['r1', 'r2'].map((id) => ask(queue, question(id, 'read')));
		await settled();
		await queue.take('s-1');
		// The next session begins without a word about the last.
		expect(idsIn(await queue.take('s-2'))).toEqual(['r1', 'r2']);
		reads.push(ask(queue, question('r3', 'read')));
		await queue.sessionEnded('s-2');
		expect(idsIn(await queue.take('s-3'))).toEqual(['r1', 'r2', 'r3']);
		await queue.receive('s-3', answerTo('r1', 'r2', 'r3'));
		await settled();
		expect(write.end).toBe('lost unknown');
		expect(reads.map(({ end }) => end)).toEqual(['ok r1', 'ok r2', 'ok r3']);
		expect(log.lines).toEqual([expect.stringContaining('The outcome of a write is unknown')]);
		// It comes after all, with its old ticket: twice.
		for (const isNew of [true, true])
			expect(await queue.receive('s-1', answerTo('w1'))).toBe(isNew);
		expect(await store.call('w1')).toMatchObject({ state: 'answered', answer: answerTo('w1') });
	});

	it('takes the answer to an earlier document of a session for that, and not for what is out', async () => {
		const { queue, store } = await makeQueue();
		ask(queue, question('w1', 'write'));
		const second = ask(queue, question('w2', 'write'));
		await settled();
		await queue.take('s');
		// It asks for more although it has not answered: w1 is unknown.
		await queue.take('s');
		expect((await store.call('w1'))!.state).toBe('unknown');
		expect(await queue.receive('s', answerTo('w1'))).toBe(true);
		expect((await store.call('w1'))!.state).toBe('answered');
		expect(await queue.receive('s', answerTo('w1'))).toBe(true);
		expect([queue.isOut, second.end]).toEqual([true, '']);
		await queue.receive('s', answerTo('w2'));
		await settled();
		expect([queue.isOut, second.end]).toEqual([false, 'ok w2']);
	});

	it.each([
		'',
		'no XML',
		'<QBXML><QBXMLMsgsRs></QBXMLMsgsRs></QBXML>',
		answerTo('other'),
		'<!DOCTYPE a><QBXML/>',
	])('does not take %p for an answer', async (text) => {
		const { queue, store } = await makeQueue();
		const call = ask(queue, question('w1', 'write'));
		await settled();
		await queue.take('s');
		await queue.receive('s', text);
		await settled();
		expect(call.end).toBe('lost unknown');
		expect((await store.call('w1'))!.state).toBe('unknown');
		expect(queue.isOut).toBe(false);
	});

	it('knows nothing of a strange session', async () => {
		const { queue } = await makeQueue();
		const call = ask(queue, question('w1', 'write'));
		await settled();
		await queue.take('s');
		expect(await queue.receive('other', answerTo('strange'))).toBe(false);
		await queue.refuse('other', { isNotExecuted: true, code: '0x80040400', words: '' });
		await queue.sessionEnded('other');
		expect([call.end, queue.isOut]).toEqual(['', true]);
	});

	it('goes on after a restart: the old ticket brings its answer, another session makes it unknown', async () => {
		const { queue, restart, store } = await makeQueue();
		for (const id of ['w1', 'w2']) {
			ask(queue, question(id, 'write'));
			await settled();
			await queue.take(`s-${id}`);
			if (id === 'w1') expect(await restart().receive('s-w1', answerTo('w1'))).toBe(true);
		}
		const next = restart();
		expect(await next.take('s-w2')).toBeUndefined();
		expect((await store.call('w1'))!.state).toBe('answered');
		expect((await store.call('w2'))!.state).toBe('unknown');
	});

	it('forgets what was read before a restart as soon as another session begins', async () => {
		const { queue, restart, store } = await makeQueue();
		ask(queue, question('r1', 'read'));
		await settled();
		await queue.take('s-r1');
		expect((await store.call('r1'))!.state).toBe('handedOut');
		await restart().take('s-later');
		expect((await store.call('r1'))!.state).toBe('dropped');
	});

	it('does not hand out what another process has dropped', async () => {
		const { queue, store } = await makeQueue();
		const calls = ['r1', 'r2', 'r3'].map((id) => ask(queue, question(id, 'read')));
		await settled();
		await store.settle('r2', ['queued'], { state: 'dropped', atMs: 1, isSynced: false });
		expect(idsIn(await queue.take('s'))).toEqual(['r1', 'r3']);
		await settled();
		expect(calls.map(({ end }) => end)).toEqual(['', 'lost unknown', '']);
	});

	it('hands nothing out that it could not keep', async () => {
		class FullStore extends MemoryStore {
			isFull = false;

			override async handOut(...way: Parameters<MemoryStore['handOut']>) {
				return this.isFull
					? await Promise.reject(new Error('disk is full'))
					: await super.handOut(...way);
			}
		}
		const disk = new FullStore();
		const { queue, log } = await makeQueue(disk);
		const call = ask(queue, question('w1', 'write'));
		await settled();
		disk.isFull = true;
		expect(await queue.take('s')).toBeUndefined();
		await settled();
		expect(call.end).toBe('closed notSent');
		expect(log.lines).toEqual([expect.stringContaining('disk is full')]);
	});

	it('wakes who waits for work, and lets them go when none comes', async () => {
		const { queue, clock } = await makeQueue();
		let woken = 0;
		const wait = async () => await queue.whenWork(3_000).then(() => (woken += 1));
		void wait();
		await clock.pass(2_999);
		expect(woken).toBe(0);
		await clock.pass(1);
		expect(woken).toBe(1);
		void wait();
		await settled();
		ask(queue, question('r1', 'read'));
		await settled();
		expect(woken).toBe(2);
		await wait();
		expect([woken, queue.hasWork]).toEqual([3, true]);
	});
});

describe('What an earlier life of the gateway left', () => {
	it('is looked up once, as long as nothing leaves', async () => {
		const { queue, store } = await makeQueue();
		const looks = jest.spyOn(store, 'calls');
		expect(await queue.findWork()).toBe(false);
		const { length } = looks.mock.calls;
		expect(length).toBeGreaterThan(0);
		expect([await queue.findWork(), await queue.findWork()]).toEqual([false, false]);
		expect(looks.mock.calls).toHaveLength(length);
	});

	it('is found also where the store could not be asked at first', async () => {
		const { queue, store, restart } = await makeQueue();
		ask(queue, question('w1', 'write'));
		await settled();
		await queue.take('s');
		const next = restart();
		jest.spyOn(store, 'calls').mockRejectedValueOnce(new Error('disk failed'));
		await expect(next.findWork()).rejects.toThrow('disk failed');
		expect(await next.findWork()).toBe(true);
	});

	it.each(['says no and has kept it', 'cannot keep that its session ended'])(
		'is not all there is, where something left and the store %s',
		async (what) => {
			const { queue, store } = await makeQueue();
			expect(await queue.findWork()).toBe(false);
			ask(queue, question('w1', 'write'));
			await settled();
			if (what === 'says no and has kept it') {
				const handOut = store.handOut.bind(store);
				store.handOut = async (...way) => {
					await handOut(...way);
					throw new Error('connection lost');
				};
				expect(await queue.take('s')).toBeUndefined();
			} else {
				await queue.take('s');
				jest.spyOn(store, 'settle').mockRejectedValueOnce(new Error('disk full'));
				await expect(queue.sessionEnded('s')).rejects.toThrow('disk full');
			}
			expect(queue.isOut).toBe(false);
			expect(await queue.findWork()).toBe(true);
		},
	);

	it('is looked up again after a write was to be looked for once more', async () => {
		const { queue, store } = await makeQueue();
		ask(queue, question('w1', 'write'));
		await settled();
		await queue.take('s');
		await queue.receive('s', answerTo('w1'));
		expect(await queue.findWork()).toBe(false);
		const looks = jest.spyOn(store, 'calls');
		expect(await queue.lookAgain('w1')).toBe(false);
		await queue.findWork();
		expect(looks).toHaveBeenCalled();
	});
});

describe('A store that fails when a call', () => {
	it.each(['expires', 'is given up by its caller', 'cannot be done now'])(
		'%s: its caller hears of it, it never leaves, and the log says so',
		async (what) => {
			const { queue, store, clock, log } = await makeQueue();
			const caller = new AbortController();
			const call = ask(queue, question('w1', 'write'), caller.signal);
			await settled();
			store.settle = async () => await Promise.reject(new Error('disk full'));
			if (what === 'expires') await clock.pass(50_000);
			else if (what === 'cannot be done now') {
				await queue.failQueued(new CallFailure('away', 'notSent', 'No QuickBooks.'));
			} else caller.abort();
			await settled();
			expect(call.end).toMatch(/^(busy|away|hungUp) notSent$/);
			expect(await queue.take('s')).toBeUndefined();
			expect(log.lines.join()).toContain('It was not written down that a call was dropped');
			expect(log.lines.join()).toContain('disk full');
		},
	);
});
