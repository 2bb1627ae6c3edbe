/* eslint-disable @n8n/community-nodes/require-node-api-error */
import { MemoryFiles, UploadWork, type WorkParts } from '../../../gateway/bulk';
import { readDocument, writeDocument } from '../../../gateway/qbxml';
import { CallFailure } from '../../../gateway/queue';
import type { CompanyPort } from '../../../gateway/records';
import type { StoredCall, StoredJob } from '../../../gateway/store';
import { seedCompany } from '../../../simulator/quickBooks';
import { QuickBooks } from '../../../simulator/quickBooks/quickBooks';

const JOB: StoredJob = {
	id: 7,
	instanceId: 1,
	direction: 'UPLOAD',
	objectName: 'vendors',
	state: 'CREATED',
	format: 'JSON',
	createdAtMs: 1,
	total: 4,
	done: 0,
	failed: 0,
	attempt: 0,
};
const NAMES = ['Alpha', 'CalOil Company', 'Beta', 'Gamma'];

/** The gateway ends here. */
class Ended extends Error {}

/** What outlives the gateway: files, the job as it was kept last, calls, and QuickBooks. */
class Outside {
	readonly company = seedCompany();

	readonly files = new MemoryFiles();

	kept: StoredJob = { ...JOB };

	readonly calls = new Map<string, StoredCall>();

	/** How many steps the gateway has still to live. */
	stepsLeft = Infinity;

	/** Failures of what is asked next. */
	readonly failures: CallFailure[] = [];

	private readonly session = new QuickBooks(this.company).openSession();

	private step(): void {
		this.stepsLeft -= 1;
		if (this.stepsLeft <= 0) throw new Ended();
	}

	parts(): WorkParts {
		const stepped =
			<Given extends unknown[]>(work: (...given: Given) => Promise<void>) =>
			async (...given: Given): Promise<void> => {
				this.step();
				await work.apply(this.files, given);
				this.step();
			};
		const { append, clear, keepFirst } = this.files;
		const changes = {
			append: stepped(append),
			clear: stepped(clear),
			keepFirst: stepped(keepFirst),
		};
		return {
			files: Object.assign(Object.create(this.files) as MemoryFiles, changes),
			portFor: async (_job, requestId) => this.port(requestId),
			save: async (job) => {
				this.step();
				this.kept = { ...job };
				this.step();
			},
			earlierCall: async (requestId) => this.calls.get(requestId),
		};
	}

	private port(requestId: string): CompanyPort {
		return {
			version: '13.0',
			edition: 'US',
			newRequestId: () => requestId,
			run: async (message) => {
				const failure = this.failures.shift();
				if (failure) throw failure;
				this.step();
				const call = { id: requestId, state: 'handedOut' } as StoredCall;
				if (this.calls.has(requestId)) throw new RangeError(`${requestId} is there already.`);
				this.calls.set(requestId, call);
				this.step();
				const document = writeDocument([message], { version: '13.0', onError: 'stopOnError' });
				const answer = this.session.run(document);
				this.step();
				Object.assign(call, { state: 'answered', answer });
				this.step();
				return readDocument(answer).messages[0];
			},
		};
	}

	async begin(): Promise<this> {
		const rows = NAMES.map((Name) => JSON.stringify({ record: { Name } }));
		await this.files.append(JOB.id, 'rows', rows);
		return this;
	}

	/** A life of the gateway. @returns whether it carried the job to its end */
	async live(steps = Infinity): Promise<boolean> {
		this.stepsLeft = steps;
		// What was out when the gateway ended and could not be found.
		for (const call of this.calls.values()) {
			if (call.state === 'handedOut') call.state = 'unknown';
		}
		const work = new UploadWork({ ...this.kept }, this.parts());
		try {
			while (!(await work.step()));
			return true;
		} catch (error) {
			if (error instanceof Ended) return false;
			throw error;
		}
	}

	async errors(): Promise<Array<Record<string, unknown>>> {
		const found = [];
		for await (const line of this.files.lines(JOB.id, 'errors')) {
			found.push(JSON.parse(line) as Record<string, unknown>);
		}
		return found;
	}

	get stored(): string[] {
		const names = [...this.company.list('Vendor')].map(({ Name }) => String(Name));
		return names.filter((name) => NAMES.includes(name) && name !== 'CalOil Company');
	}
}

describe('An upload', () => {
	it.each([
		['ends at any step', 0],
		['ends again soon after that', 1],
		['ends again at the second step after that', 2],
		['ends again at the third step after that', 3],
		['ends again at the fourth step after that', 4],
	])('whose gateway %s stores no row twice and loses none in silence', async (_how, again) => {
		let isWhole = false;
		let inDoubt = 0;
		for (let steps = 1; !isWhole; steps += 1) {
			const outside = await new Outside().begin();
			isWhole = await outside.live(steps);
			if (!isWhole && again > 0) await outside.live(again);
			if (!isWhole) expect(await outside.live()).toBe(true);
			const errors = await outside.errors();
			const unknown = errors.filter(({ outcome }) => outcome === 'unknown');
			inDoubt += unknown.length;
			const named = unknown.map(({ record }) => (record as { Name: string }).Name);
			const lost = ['Alpha', 'Beta', 'Gamma'].filter((name) => !outside.stored.includes(name));
			expect([steps, new Set(outside.stored).size]).toEqual([steps, outside.stored.length]);
			expect([steps, lost.every((name) => named.includes(name))]).toEqual([steps, true]);
			expect([steps, outside.kept.done, outside.kept.failed]).toEqual([steps, 4, errors.length]);
			expect([steps, errors.some(({ row }) => row === 2)]).toEqual([steps, true]);
			expect([steps, new Set(errors.map(({ row }) => row)).size]).toEqual([steps, errors.length]);
			expect(unknown.length).toBeLessThanOrEqual(1);
		}
		// Those between handing out and answer.
		expect(inDoubt).toBeGreaterThan(4);
	});

	it('asks again under another id where nothing was sent', async () => {
		const outside = await new Outside().begin();
		outside.failures.push(new CallFailure('away', 'notSent', 'Unable to reach QuickBooks.'));
		await expect(outside.live()).rejects.toThrow('Unable to reach');
		expect([outside.kept.done, outside.kept.attempt]).toEqual([0, 1]);
		expect(await outside.live()).toBe(true);
		expect([...outside.calls.keys()]).toEqual(['bulk-7-1-1', 'bulk-7-2', 'bulk-7-3', 'bulk-7-4']);
	});

	it('waits until it is known what became of a row that was lost', async () => {
		const outside = await new Outside().begin();
		outside.failures.push(new CallFailure('late', 'unknown', 'QuickBooks did not answer.'));
		const work = new UploadWork({ ...JOB }, outside.parts());
		await expect(work.step()).rejects.toThrow('did not answer');
		const call = { id: 'bulk-7-1', state: 'inDoubt' } as StoredCall;
		outside.calls.set('bulk-7-1', call);
		await expect(work.step()).rejects.toThrow('not known yet');
		Object.assign(call, { state: 'answered', recordId: '80-1' });
		while (!(await work.step()));
		expect(outside.stored.sort()).toEqual(['Beta', 'Gamma']);
		expect((await outside.errors()).map(({ row }) => row)).toEqual([2]);
	});

	it('that lost what was queued sends it under another id', async () => {
		const outside = await new Outside().begin();
		outside.calls.set('bulk-7-1', { id: 'bulk-7-1', state: 'dropped' } as StoredCall);
		expect(await outside.live()).toBe(true);
		expect(outside.stored).toEqual(expect.arrayContaining(['Alpha', 'Beta', 'Gamma']));
		expect(outside.calls.get('bulk-7-1-1')?.state).toBe('answered');
	});

	it('whose file is not whole ends with words', async () => {
		const outside = new Outside();
		await outside.files.append(JOB.id, 'rows', [JSON.stringify({ record: { Name: 'Alpha' } })]);
		await expect(outside.live()).rejects.toThrow('ends after 1 of 4 rows');
	});
});
