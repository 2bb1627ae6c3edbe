import type { Write } from './kinds';
import type { Random } from './random';
import type { Answer, Company, Json, Service } from './world';

/** How a write ended, for its caller. `unsaid`: it had no answer, and no key to ask again under. */
export type Ending = 'done' | 'refused' | 'settled' | 'unsaid';

/** What the API said and the books show otherwise. */
export class Contradiction extends Error {}

/** So often a caller repeats before somebody looks into the books. */
const TRIES = 8;
/** Far more than it takes, also where the gateway is away for hours. */
const MOST_TRIES = 4_000;

/** A caller with one write to a company. */
export class Caller {
	private readonly said: string[] = [];

	/** What the API named as unknown, with its reason. */
	readonly reasons: string[] = [];

	constructor(
		private readonly world: Service,
		private readonly computer: Company,
		private readonly random: Random,
		readonly write: Write,
		/** Undefined for a write that cannot be repeated. */
		private readonly key?: string,
	) {}

	/** Makes the call, and repeats it until its outcome is certain. */
	async carryOut(): Promise<Ending> {
		for (let tries = 1; tries < MOST_TRIES; tries += 1) {
			const answer = await this.world.call({ ...this.write.request, key: this.key });
			const { outcome } = answer?.body ?? {};
			this.said.push(answer ? `${answer.status} ${String(outcome)}` : 'nothing');
			if (answer && answer.status < 400) return await this.done(answer);
			if (outcome === 'refused') return await this.refused(answer!);
			if (outcome === 'notSent') await this.expect(0, answer);
			if (this.key === undefined && !answer) return 'unsaid';
			if (this.key === undefined && outcome === 'unknown') return await this.findOut(answer!);
			if (outcome === 'unknown' && tries > TRIES) await this.settle(answer!);
			await this.world.time.wait(1_000 * (1 + this.random(30)));
		}
		throw this.contradiction('It has no end');
	}

	private async done(answer: Answer): Promise<Ending> {
		if (this.write.isWrong) throw this.contradiction('It is said to be done', answer);
		if (this.write.rows) return await this.followJob(String(answer.body.id));
		await this.expect(1, answer);
		if (this.key !== undefined && this.random(4) === 0) await this.again(answer);
		return 'done';
	}

	private async refused(answer: Answer): Promise<Ending> {
		if (!this.write.isWrong) throw this.contradiction('It is refused', answer);
		await this.expect(0, answer);
		return 'refused';
	}

	/** Under the same key it has the first answer. */
	private async again(first: Answer): Promise<void> {
		const again = await this.world.call({ ...this.write.request, key: this.key });
		if (!again) return;
		const isSame = JSON.stringify(again.body) === JSON.stringify(first.body);
		if (!again.isReplayed || !isSame) throw this.contradiction('Another answer', again);
		await this.expect(1, again);
	}

	/** Without a key it is not repeated: it stays unknown until it is settled, or its outcome turns out. */
	private async findOut(answer: Answer): Promise<Ending> {
		for (let tries = 1; tries < MOST_TRIES; tries += 1) {
			const path = `/instances/${this.computer.id}/connector/calls?outcome=unknown`;
			const { body } = await this.world.platform('GET', path);
			const calls = body as unknown as Json[];
			if (!calls.some(({ requestId }) => requestId === answer.body.requestId)) return 'unsaid';
			if (await this.settle(answer)) return 'settled';
			await this.world.time.wait(1_000 * (1 + this.random(30)));
		}
		throw this.contradiction('It stays unknown');
	}

	/** Somebody looks into the books, and says what is there. @returns whether it was settled */
	private async settle({ body: { requestId } }: Answer): Promise<boolean> {
		const path = `/instances/${this.computer.id}/connector/calls`;
		const { body } = await this.world.platform('GET', `${path}?outcome=unknown`);
		const named = (body as unknown as Json[]).find((call) => call.requestId === requestId);
		// It is known by now, or QuickBooks is at work on it.
		if (!named || this.computer.isBusy) return false;
		if (!/\S/.test(String(named.message ?? ''))) throw this.contradiction('It has no reason');
		const times = await this.write.times();
		const made = this.write.made?.();
		const recordId = made && { recordId: made.ListID ?? made.TxnID };
		const settled = await this.world.call({
			method: 'PUT',
			path: `${path}/${String(requestId)}`,
			body: times === 0 ? { outcome: 'notDone' } : { outcome: 'done', ...recordId },
		});
		if (settled?.status !== 200) return false;
		this.reasons.push(String(named.message));
		return true;
	}

	/** Each row of a job is there once, or named. */
	private async followJob(id: string): Promise<Ending> {
		const { token } = this.computer;
		const job = { method: 'GET', path: `/bulk/${id}/status`, token } as const;
		let status = await this.world.sure(job);
		while (status.body.bulk_finish_time === null) {
			await this.world.time.wait(5_000);
			status = await this.world.sure(job);
		}
		if (status.body.status !== 'COMPLETED') throw this.contradiction('The job ended', status);
		const { body } = await this.world.sure({ ...job, path: `/bulk/${id}/errors` });
		const errors = body as unknown as Json[];
		let isSettled = false;
		for (const name of this.write.rows!) {
			const error = errors.find(({ record }) => (record as Json).Name === name);
			const times = await this.write.times(name);
			if (error && error.outcome !== 'unknown') throw this.contradiction('A row failed', { error });
			if (error) this.reasons.push(String(error.message));
			isSettled ||= error !== undefined;
			if (times > 1 || (times === 0 && !error)) {
				throw this.contradiction(`Row ${name} is there ${times} times`, { error });
			}
		}
		return isSettled ? 'settled' : 'done';
	}

	/**
	 * Nothing of it came later.
	 *
	 * @throws Contradiction where the books show something else than how it ended
	 */
	async check(ending: Ending): Promise<void> {
		for (const row of this.write.rows ?? [undefined]) {
			const times = await this.write.times(row);
			const isRight = {
				done: times === 1,
				refused: times === 0,
				settled: times <= 1,
				unsaid: times <= 1,
			}[ending];
			if (!isRight) throw this.contradiction(`${ending}, and there ${times} times`);
		}
	}

	/** @throws Contradiction where the books do not show it so often */
	private async expect(times: number, answer?: object): Promise<void> {
		if (this.write.rows) return;
		const found = await this.write.times();
		if (found !== times) throw this.contradiction(`It is there ${found} times`, answer);
	}

	private contradiction(what: string, answer?: object): Contradiction {
		const { kind, name } = this.write;
		const told = JSON.stringify(answer);
		return new Contradiction(
			`${what}: ${kind} ${name}: ${this.said.slice(-TRIES).join(', ')} ${told ?? ''}`,
		);
	}
}

/**
 * What is unknown to the end has a reason: its caller had no answer that could name it.
 *
 * @throws Contradiction for a call without an outcome, or an unknown one without a reason
 */
export async function checkUnknown(
	world: Service,
	companies: readonly Pick<Company, 'id'>[],
): Promise<void> {
	for (const { id } of companies) {
		const { body } = await world.platform('GET', `/instances/${id}/connector/calls`);
		for (const { outcome, message, requestId } of body as unknown as Json[]) {
			const isOpen = outcome === null;
			const isUnnamed = outcome === 'unknown' && !/\S/.test(String(message ?? ''));
			if (isOpen || isUnnamed) throw new Contradiction(`No outcome: ${String(requestId)}`);
		}
	}
}
