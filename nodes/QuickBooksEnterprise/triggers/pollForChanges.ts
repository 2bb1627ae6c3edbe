import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { isRecord } from '../transport/answer';
import { InputFault } from '../transport/failure';
import type { InstanceAccess } from '../transport/lane';
import { settle } from '../transport/settle';
import { eventItem, type ChangeEvent, type EventSource } from './changeEvent';
import { changedSince, latestChange, toEvent } from './changesInQuickBooks';
import { nextCursor, readCursor, type Cursor, sinceMsOf } from './pollCursor';
import { withRecords } from './readRecords';
import { POLLING_RESOURCES } from './triggerFields';
import {
	memoryOf,
	openRun,
	TRIGGER_PATIENCE,
	triggerKey,
	worded,
	type TriggerRun,
} from './triggerRun';
import { readSettings, type TriggerSettings } from './triggerSettings';

/** How long n8n lets a poll take where it does not say (our choice); in milliseconds. */
const DEFAULT_BUDGET_MS = 300_000;

/** Part of that time after which no further resource is begun: the rest is for the one under way. */
const BEGINNING_SHARE = 0.6;

/** Part of that time after which no further record is waited for. */
const SPENT_SHARE = 0.9;

/** Polls under way in this process: n8n starts the next one whether or not the last has ended. */
const underWay = new Set<string>();

/**
 * Looks for changes since the last look.
 * Out: an item for each, oldest first; null where there is none. In the editor: the latest change there is.
 * Errors: NodeApiError, NodeOperationError; then nothing counts as seen and the next look starts at the
 * same time.
 */
export async function pollForChanges(
	context: IPollFunctions,
): Promise<INodeExecutionData[][] | null> {
	const key = triggerKey(context);
	const isManual = context.getMode() === 'manual';
	if (!isManual && underWay.has(key)) return null;
	if (!isManual) underWay.add(key);
	const outcome = await settle(
		worded(context, { action: 'look for changes' }, async () => await poll(context, isManual)),
	);
	if (!isManual) underWay.delete(key);
	if (!outcome.ok) throw outcome.error;
	return outcome.value;
}

async function poll(
	context: IPollFunctions,
	isManual: boolean,
): Promise<INodeExecutionData[][] | null> {
	const run = await openRun(context);
	const settings = readSettings(context, run, POLLING_RESOURCES);
	const instanceId = await settings.locate();
	const instance = await run.instances.get(instanceId, TRIGGER_PATIENCE);
	const source = { instanceId, instanceName: String(instance.name ?? '') };
	const access = await run.tokens.accessTo(instanceId, TRIGGER_PATIENCE);
	const untilMs = Date.now() + budgetMs(context) * SPENT_SHARE;
	const { events, keep } = isManual
		? { events: [await sample(run, access, settings)], keep: () => {} }
		: await newChanges(context, run, access, settings);
	const complete = settings.fetchRecord
		? await withRecords(context, run, instanceId, events, untilMs - Date.now())
		: events;
	keep();
	return complete.length === 0 ? null : [toItems(source, complete)];
}

function toItems(source: EventSource, events: readonly ChangeEvent[]): INodeExecutionData[] {
	return events.map((event) => ({ json: eventItem(source, event) }));
}

async function sample(
	run: TriggerRun,
	access: InstanceAccess,
	settings: TriggerSettings,
): Promise<ChangeEvent> {
	const latest = await latestChange(run, access, settings);
	if (latest) return latest;
	throw new InputFault(
		['There is no record of the chosen resources yet, so there is no change to show'],
		"Add one in QuickBooks, or choose further 'Resources'.",
	);
}

/** What a look found, and how the memory is told of it. */
interface Look {
	events: ChangeEvent[];
	keep: () => void;
}

/** Reads one resource after the other. Memory changes once `keep` is called: n8n may save it at any moment. */
async function newChanges(
	context: IPollFunctions,
	run: TriggerRun,
	access: InstanceAccess,
	settings: TriggerSettings,
): Promise<Look> {
	const startMs = Date.now();
	const memory = memoryOf(context);
	const isSameInstance = memory.instanceId === access.id;
	const kept = isSameInstance && isRecord(memory.cursors) ? memory.cursors : {};
	const cursors = new Map<string, Cursor | undefined>(
		settings.resources.map(({ value }) => [value, readCursor(kept[value])]),
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
		const found = await changedSince(run, access, resource, sinceMs, { timeZone });
		// What is there at the first look is not new.
		for (const changed of cursor ? found : []) {
			const { id, modifiedMs, createdMs } = changed;
			if (settings.deduplicate && cursor?.knows(changed)) continue;
			// Every record that had changed within the time looked at is known, so an unknown one is new.
			const isNew = createdMs >= sinceMs && !cursor?.seen.has(id);
			const event = toEvent(resource, changed, isNew || createdMs === modifiedMs);
			if (settings.events.includes(event.eventType)) changes.push({ event, modifiedMs });
		}
		cursors.set(resource.value, nextCursor(cursor, found, readMs));
	}
	const keep = () => {
		memory.instanceId = access.id;
		memory.cursors = Object.fromEntries(
			[...cursors].flatMap(([value, cursor]): Array<[string, IDataObject]> => {
				return cursor ? [[value, cursor.toJson()]] : [];
			}),
		);
	};
	changes.sort((one, other) => one.modifiedMs - other.modifiedMs);
	return { events: changes.map(({ event }) => event), keep };
}

function budgetMs(context: IPollFunctions): number {
	// Older versions of n8n set no limit.
	return typeof context.getPollBudgetMs === 'function'
		? context.getPollBudgetMs()
		: DEFAULT_BUDGET_MS;
}
