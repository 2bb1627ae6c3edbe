import { isEmpty, type Members } from '../catalogue/validation/walk';
import { zonedMoment } from '../catalogue/validation/dates';
import type { ResourceFields } from '../catalogue/types';
import { nounOf } from '../catalogue/words';
import { modifiedFrom } from '../ceql/expression';
import {
	OutcomeUnknown,
	RequestFailure,
	type DoubtDetails,
	type FailureDetails,
} from '../transport/errors/failure';
import { InputError } from '../common/problems';
import { asksTooLong, backoffMs } from '../transport/retry';
import { settle } from '../common/settle';
import { recordIdOf, type RecordApi, type RecordJson } from '../hub/recordApi';
import { recordDifference } from './matching/recordDifference';
import { keyOf, namedRecord } from './matching/recordKey';
import { recordsWithKey } from './matching/recordMatch';
import { isSameGuid } from './matching/sameValue';

/**
 * How far the clock of the company's computer may be from ours, in milliseconds. Times come labelled as
 * UTC, while QuickBooks keeps those of a computer whose clock and zone nobody checks, without daylight
 * saving (documented). A day covers every zone (our choice); a GUID tells the record apart anyway.
 */
const CLOCK_MARGIN_MS = 24 * 60 * 60 * 1000;

/** While a look-up window is longer than this, the list is read once more in between. */
const LONG_WINDOW_MS = 10_000;

/** Most records named as candidates. */
const MAX_CANDIDATES = 20;

/** What a create is to send, and what is known of its fields. */
export interface DesiredRecord {
	given: Members;
	fields: ResourceFields;
	/** Whether the record may get a GUID of ours, by which it is found again. */
	ownGuid: boolean;
}

/** What one look into the books brought. */
interface Look {
	found: RecordJson[];
	/** A record from before that has the name, so that the create cannot have succeeded. */
	holder?: RecordJson;
	/** Ids of records that are like the one that was sent. */
	similar: string[];
	/** Whether the service gave any record its GUID. */
	givesGuids: boolean;
}

/** The search for a record whose create is in doubt: adopted on its GUID or its one name, or not at all. */
export class RecordSearch {
	private readonly guid: string | undefined;
	private readonly windowEndsAtMs: number;

	/** In: what was sent, and when, by our own clock; how its request ended. */
	constructor(
		private readonly api: RecordApi,
		private readonly desired: DesiredRecord,
		private readonly body: Members,
		private readonly sentAtMs: number,
		private readonly doubt: FailureDetails,
	) {
		// Zero stands for no GUID (qbXML).
		const guid = String(body.ExternalGUID ?? '').trim();
		this.guid = guid === '' || guid === '0' ? undefined : guid;
		this.windowEndsAtMs = Date.now() + this.windowMs();
	}

	/**
	 * Looks until the record can no longer be on its way.
	 *
	 * @throws OutcomeUnknown; InputError where an old record has the name, so that nothing was created.
	 */
	async run(): Promise<RecordJson> {
		const mayAdopt = this.guid !== undefined || this.byName;
		for (;;) {
			const leftMs = this.windowEndsAtMs - Date.now();
			// A timer may fire a moment early; a look before the end would have to be repeated.
			await this.api.call.pauseFor(mayAdopt && leftMs > LONG_WINDOW_MS ? leftMs / 2 : leftMs + 2);
			if (this.api.call.client.isCancelled) throw this.unknown({});
			const isLast = Date.now() >= this.windowEndsAtMs;
			const look = await settle(this.look());
			if (!look.ok) throw this.unreadable(look.error);
			const { found, holder } = look.value;
			if (holder) throw this.nameHeldBy(holder);
			if (found.length === 1) return found[0];
			if (found.length > 1 || isLast) throw this.unanswered(look.value);
		}
	}

	/** The service may still be at it for as long as it was given; else an ordinary wait is enough. */
	private windowMs(): number {
		const { timeoutMs, waitBetweenAttemptsMs } = this.api.call.policy;
		if (this.doubt.kind === 'timedOut') return timeoutMs;
		const askedMs = asksTooLong(this.doubt) ? undefined : this.doubt.retryAfterMs;
		return backoffMs(this.doubt.attempts ?? 1, waitBetweenAttemptsMs, Math.random(), askedMs);
	}

	/** Whether the name says it: no two records of the list can have the same. */
	private get byName(): boolean {
		return this.guid === undefined && this.api.resource.nameSpace !== undefined;
	}

	private async look(): Promise<Look> {
		return this.byName ? await this.lookByName() : await this.lookAtRecent();
	}

	private async lookByName(): Promise<Look> {
		const key = keyOf(this.api.resource, this.body);
		const holders = key ? (await recordsWithKey(this.api, key)).records : [];
		const holder = holders.find((record) => this.isOlder(record));
		return { found: holders, holder, similar: [], givesGuids: true };
	}

	/** Reads what was written since, and looks for the GUID itself: a filter on it is not documented. */
	private async lookAtRecent(): Promise<Look> {
		const found = new Map<string, RecordJson>();
		const similar = new Set<string>();
		let givesGuids = false;
		const note = (record: RecordJson) => {
			const id = recordIdOf(record);
			if (id === undefined) return;
			givesGuids ||= !isEmpty(record.ExternalGUID);
			if (this.isIt(record)) found.set(id, record);
			const isNamed = similar.size < MAX_CANDIDATES && !this.isOlder(record);
			if (isNamed && this.isAsGiven(record)) similar.add(id);
		};
		const where = modifiedFrom(zonedMoment(this.sentAtMs - CLOCK_MARGIN_MS, 'UTC'));
		for await (const { entries } of this.api.list({ where })) entries.forEach(note);
		return { found: [...found.values()], similar: [...similar], givesGuids };
	}

	private isIt(record: RecordJson): boolean {
		if (this.guid === undefined || !isSameGuid(record.ExternalGUID, this.guid)) return false;
		// A GUID of the user's may stand in several items; ours never does.
		return isEmpty(this.desired.given.ExternalGUID) || this.isAsGiven(record);
	}

	private isAsGiven(record: RecordJson): boolean {
		const { given, fields } = this.desired;
		const keys = this.api.resource.lines.map(({ key }) => key);
		const { changed } = recordDifference(given, record, fields, [...keys, 'ExternalGUID']);
		return Object.keys(changed).length === 0;
	}

	private isOlder({ TimeCreated: created }: RecordJson): boolean {
		return Date.parse(String(created)) < this.sentAtMs - CLOCK_MARGIN_MS;
	}

	private unanswered({ found, similar, givesGuids }: Look): OutcomeUnknown {
		const reason =
			this.guid !== undefined && !givesGuids && similar.length > 0
				? 'The service gives its records without their GUID (ExternalGUID), by which it could be told.'
				: undefined;
		const ids = found.map((record) => recordIdOf(record) as string);
		return this.unknown({ candidateIds: ids.length > 0 ? ids : similar, reason });
	}

	private unreadable(error: unknown): OutcomeUnknown {
		const isFailure = error instanceof RequestFailure;
		return this.unknown(isFailure ? { lookFailure: error.details } : {});
	}

	private unknown(problems: DoubtDetails): OutcomeUnknown {
		const { resource } = this.api;
		const noun = nounOf(resource);
		const named = namedRecord(resource, this.body);
		return new OutcomeUnknown({ noun, named, write: 'create' }, this.doubt, problems);
	}

	private nameHeldBy(record: RecordJson): InputError {
		const { resource } = this.api;
		const noun = nounOf(resource);
		return new InputError(
			[`There was ${namedRecord(resource, this.body)} before: ${noun} ${recordIdOf(record)}`],
			"The answer to the request was lost, and nothing was created: no two can have the same name. 'Update' changes the one that is there.",
		);
	}
}
