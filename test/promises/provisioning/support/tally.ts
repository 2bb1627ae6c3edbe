import { entryOfPost, type Evidence } from './evidence';
import { STALL_SHARE } from './stalls';

/** Counts what went through the provisioning runs of a test, for its progress and its closing table. */
export class Tally {
	runs = 0;
	provisions = 0;
	compared = 0;
	adopted = 0;
	resent = 0;
	late = 0;
	named = 0;
	removedTwins = 0;
	/** Instances beyond what was asked for that came in time to be found. */
	duplicates = 0;
	/** Instances that no output and no error names. */
	lost = 0;
	/** Outputs that say what is not so. */
	claimed = 0;
	stalled = 0;
	carriedOutAgain = 0;
	readonly faults = new Map<string, number>();

	add({ fleet, plan, results, ends, requests, made, stalledMs }: Evidence): void {
		this.runs += results.length;
		this.provisions += plan.items.length * results.length;
		if (stalledMs > plan.timeoutMs / STALL_SHARE) this.stalled += 1;
		this.late += made.filter(({ late }) => late).length;
		for (const { output } of ends.flat()) {
			if (output?.recovered) this.adopted += 1;
			if (output?.duplicateIds) this.named += (output.duplicateIds as number[]).length;
			if (output?.removedTwinId) this.removedTwins += 1;
		}
		const posts = requests.filter(({ method }) => method === 'POST');
		plan.entries.forEach((_, entry) => {
			const sent = posts.filter((post) => entryOfPost(fleet, post) === entry).length;
			const items = plan.items.filter((item) => item === entry).length;
			this.resent += Math.max(0, sent - items * results.length);
		});
		for (const { method, fault } of requests) {
			if (fault === undefined) continue;
			const place = `${fault} on ${method}`;
			this.faults.set(place, (this.faults.get(place) ?? 0) + 1);
		}
		for (const [what, habit] of Object.entries(plan.habits)) {
			if (habit === 'exact' || habit === 'whole') continue;
			const place = `(${what} ${habit})`;
			this.faults.set(place, (this.faults.get(place) ?? 0) + 1);
		}
		if (plan.course.kind !== 'alone') {
			const course = `(${plan.course.kind})`;
			this.faults.set(course, (this.faults.get(course) ?? 0) + 1);
		}
	}

	progress(): string {
		return `${this.provisions} provisions in ${this.runs} runs, ${this.adopted} adopted, ${this.late} late`;
	}

	/** The closing table. */
	table(seed: number): string {
		const rows: Array<[string, string | number]> = [
			['seed', seed],
			['provisions', this.provisions],
			['runs', this.runs],
			['faults', [...this.faults.values()].reduce((sum, count) => sum + count, 0)],
			['adopted', this.adopted],
			['resent', this.resent],
			['late', this.late],
			['named as duplicates', this.named],
			['removed twins', this.removedTwins],
			['compared with an undisturbed run', this.compared],
			['held up by the machine', this.stalled],
			['carried out again for that', this.carriedOutAgain],
			['duplicates', this.duplicates],
			['lost', this.lost],
			['claimed', this.claimed],
		];
		const faults = [...this.faults].sort(([a], [b]) => (a < b ? -1 : 1));
		return [...rows, ...faults]
			.map(([label, value]) => `  ${label.padEnd(36)}${String(value).padStart(12)}`)
			.join('\n');
	}
}
