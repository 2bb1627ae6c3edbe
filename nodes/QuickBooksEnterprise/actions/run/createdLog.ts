/** Most records that are named; a run may create thousands, and of instances every one is named. */
const MAX_NAMED_RECORDS = 50;

/** An instance, a record or a bulk job that this run created. */
export interface Created {
	id: string;
	name: string;
}

/** Remembers what a run created or started, so that it can be named whatever happens to the output. */
export class CreatedLog {
	private readonly created = new Map<string, string>();
	private readonly records: Created[] = [];
	private readonly jobs: Created[] = [];
	private readonly doubtful = new Set<string>();

	add({ id, name }: Created): void {
		this.created.set(id, name);
	}

	/** Forgets an instance that this run removed again. */
	remove(id: string): void {
		this.created.delete(id);
	}

	/** Remembers a record of QuickBooks. */
	addRecord(record: Created): void {
		this.records.push(record);
	}

	/** Remembers a bulk job that was started. */
	addJob(job: Created): void {
		this.jobs.push(job);
	}

	/** Notes the name of an instance or record of which it is not known whether it was created. */
	addDoubt(name: string): void {
		this.doubtful.add(name);
	}

	/** Lines that name every instance and the latest records by name and id, never by token. */
	describe(): string[] {
		const latest = this.records.slice(-MAX_NAMED_RECORDS);
		const unnamed = this.records.length - latest.length;
		const created = [
			...[...this.created].map(([id, name]) => nameAndId({ id, name })),
			...(unnamed > 0 ? [`${unnamed} earlier ones`] : []),
			...latest.map(nameAndId),
		];
		return [
			...(created.length > 0 ? [`Created by this run before it ended: ${created.join(', ')}`] : []),
			...(this.jobs.length > 0
				? [`Started by this run before it ended: ${this.jobs.map(nameAndId).join(', ')}`]
				: []),
			...(this.doubtful.size > 0
				? [`Possibly created by this run: ${[...this.doubtful].join(', ')}`]
				: []),
		];
	}
}

function nameAndId({ id, name }: Created): string {
	return `${name} (ID ${id})`;
}
