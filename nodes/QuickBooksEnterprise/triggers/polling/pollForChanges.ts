import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { InputError } from '../../common/problems';
import type { HubCall } from '../../hub/hubCall';
import { settle } from '../../common/settle';
import { eventItem, type ChangeEvent, type EventSource } from '../shared/changeEvent';
import { isChosen } from '../shared/chosenEvents';
import { changedSince, latestChange, toEvent } from './changesInQuickBooks';
import { nextCursor, sinceMsOf, type Cursor } from '../memory/pollCursor';
import { TriggerMemory } from '../memory/triggerMemory';
import { withRecords } from '../shared/readRecords';
import { POLLING_WATCHABLE } from '../shared/triggerFields';
import { openRun, worded } from '../shared/triggerRun';
import { readSettings, type TriggerSettings } from '../shared/triggerSettings';

/** How long n8n lets a poll take where it does not say (our choice); in milliseconds. */
const DEFAULT_BUDGET_MS = 300_000;

/** Part of that time after which no further resource is begun: the rest is for the one under way. */
const BEGINNING_SHARE = 0.6;

/** Part of that time after which no further record is waited for. */
const SPENT_SHARE = 0.9;

/**
 * Looks for changes since the last look.
 *
 * @returns An item for each, oldest first; null where there is none. In the editor: the latest change there is.
 * @throws NodeApiError, NodeOperationError. Then nothing counts as seen, and the next look starts at the same time.
 */
export async function pollForChanges(
	context: IPollFunctions,
): Promise<INodeExecutionData[][] | null> {
	const memory = TriggerMemory.of(context);
	const isManual = context.getMode() === 'manual';
	if (!isManual && !memory.beginPoll()) return null;
	const outcome = await settle(
		worded(
			context,
			{ action: 'look for changes' },
			async () => await poll(context, memory, isManual),
		),
	);
	if (!isManual) memory.endPoll();
	if (!outcome.ok) throw outcome.error;
	return outcome.value;
}

async function poll(
	context: IPollFunctions,
	memory: TriggerMemory,
	isManual: boolean,
): Promise<INodeExecutionData[][] | null> {
	const run = await openRun(context);
	const settings = readSettings(context, run, POLLING_WATCHABLE);
	const instanceId = await settings.locate();
	const instance = await run.instances.get(instanceId, run.policy);
	const source = { instanceId, instanceName: instance.name };
	const call = await run.through(instanceId, run.policy);
	const untilMs = Date.now() + budgetMs(context) * SPENT_SHARE;
	const { events, cursors }: Look = isManual
		? { events: [await sample(call, settings)] }
		: await newChanges(context, memory, call, settings);
	const complete = settings.fetchRecord
		? await withRecords(context, run, instanceId, events, untilMs - Date.now())
		: events;
	// Only now: n8n may save the memory at any moment, and until here the look may fail.
	if (cursors) memory.keepCursors(instanceId, cursors);
	return complete.length === 0 ? null : [toItems(source, complete)];
}

function toItems(source: EventSource, events: readonly ChangeEvent[]): INodeExecutionData[] {
	return events.map((event) => ({ json: eventItem(source, event) }));
}

async function sample(call: HubCall, settings: TriggerSettings): Promise<ChangeEvent> {
	const latest = await latestChange(call, settings);
	if (latest) return latest;
	throw new InputError(
		['There is no record of the chosen resources yet, so there is no change to show'],
		"Add one in QuickBooks, or choose further 'Resources'.",
	);
}

/** What a look found, and how far each resource was read by it; a sample changes nothing about that. */
interface Look {
	events: ChangeEvent[];
	cursors?: ReadonlyMap<string, Cursor>;
}

/** Reads one resource after the other. */
async function newChanges(
	context: IPollFunctions,
	memory: TriggerMemory,
	call: HubCall,
	settings: TriggerSettings,
): Promise<Look> {
	const startMs = Date.now();
	const kept = memory.cursorsOf(call.instanceId);
	// Those of resources that are no longer watched are forgotten.
	const cursors = new Map(
		settings.resources.flatMap(({ value }): Array<[string, Cursor]> => {
			const cursor = kept.get(value);
			return cursor ? [[value, cursor]] : [];
		}),
	);
	// Whoever was read longest ago goes first: a backlog of one must not hold up another for good.
	const order = [...settings.resources].sort(
		(one, other) => (cursors.get(one.value)?.readMs ?? 0) - (cursors.get(other.value)?.readMs ?? 0),
	);
	const untilMs = startMs + budgetMs(context) * BEGINNING_SHARE;
	const changes: Array<{ event: ChangeEvent; modifiedMs: number }> = [];
	for (const [index, resource] of order.entries()) {
		if (index > 0 && Date.now() > untilMs) break;
		const cursor = cursors.get(resource.value);
		const readMs = Date.now();
		const { timeZone } = settings;
		const sinceMs = sinceMsOf(cursor, readMs);
		const { records: found, isSettled } = await changedSince(call, resource, sinceMs, { timeZone });
		// What is there at the first look is not new.
		for (const changed of cursor ? found : []) {
			const { id, modifiedMs, createdMs } = changed;
			if (cursor?.knows(changed, settings.deduplicate)) continue;
			// Every record that had changed within the time looked at is known, so an unknown one is new.
			const isNew = createdMs >= sinceMs || createdMs === modifiedMs;
			const event = toEvent(resource, changed, isNew && !cursor?.seen.has(id));
			if (isChosen(settings.events, event)) changes.push({ event, modifiedMs });
		}
		cursors.set(resource.value, nextCursor(cursor, found, readMs, isSettled));
	}
	changes.sort((one, other) => one.modifiedMs - other.modifiedMs);
	return { events: changes.map(({ event }) => event), cursors };
}

function budgetMs(context: IPollFunctions): number {
	// Older versions of n8n set no limit.
	return typeof context.getPollBudgetMs === 'function'
		? context.getPollBudgetMs()
		: DEFAULT_BUDGET_MS;
}
