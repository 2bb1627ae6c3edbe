import type { IDataObject } from 'n8n-workflow';

import { readInstance } from '../actions/instanceLocator';
import { resourceByPath, resourceByValue } from '../catalogue/resources';
import type { Resource } from '../catalogue/types';
import { isTimeZone } from '../provisioning/configuration';
import { Findings } from '../provisioning/findings';
import type { EventType } from './changeEvent';
import { parameterOf, TRIGGER_PATIENCE, type TriggerContext, type TriggerRun } from './triggerRun';

/** What the user chose to be told of. */
export interface EventChoice {
	resources: readonly Resource[];
	events: readonly EventType[];
	fetchRecord: boolean;
	deduplicate: boolean;
	timeZone?: string;
}

/** All settings of a trigger. */
export interface TriggerSettings extends EventChoice {
	/** The id of the chosen instance; by name it reads the list of instances. */
	locate: () => Promise<string>;
	/** Minutes between two looks of the service. */
	refreshInterval: number;
	takeOver: boolean;
}

const EVENTS: readonly string[] = ['created', 'updated', 'deleted'];

/**
 * Reads and checks the parameters of a trigger.
 * In: the resources that it can watch.
 * Errors: InputFault that names everything wrong at once.
 */
export function readSettings(
	context: TriggerContext,
	run: TriggerRun,
	watchable: readonly Resource[],
): TriggerSettings {
	const findings = new Findings('Missing required parameters');
	const locate = readInstance(run, 0, TRIGGER_PATIENCE, findings);
	const choice = readChoiceInto(context, watchable, findings);
	const refreshInterval = Number(parameterOf(context, 'refreshInterval', 15));
	if (!Number.isInteger(refreshInterval) || refreshInterval < 1) {
		findings.add('Refresh Interval (refreshInterval) must be a whole number of minutes, 1 or more');
	}
	findings.throwIfAny("Put right what is named in the trigger's panel. Nothing was changed.");
	const { takeOver } = optionsOf(context);
	return { ...choice, locate, refreshInterval, takeOver: takeOver === true };
}

/**
 * Reads what the user chose to be told of, for a delivery: the instance is settled by then.
 * Errors: InputFault.
 */
export function readChoice(context: TriggerContext, watchable: readonly Resource[]): EventChoice {
	const findings = new Findings('Missing required parameters');
	const choice = readChoiceInto(context, watchable, findings);
	findings.throwIfAny("Put right what is named in the trigger's panel.");
	return choice;
}

function readChoiceInto(
	context: TriggerContext,
	watchable: readonly Resource[],
	findings: Findings,
): EventChoice {
	const options = optionsOf(context);
	const timeZone = String(options.timeZone ?? '').trim();
	if (timeZone !== '' && !isTimeZone(timeZone)) {
		findings.add(
			`Time Zone (timeZone) '${timeZone}' is not known; use a name such as America/Denver`,
		);
	}
	const events = namesIn(parameterOf(context, 'events', []));
	const unknown = events.filter((event) => !EVENTS.includes(event));
	if (unknown.length > 0) findings.add(`Trigger On (events) does not know ${unknown.join(', ')}`);
	if (events.length === 0) findings.addMissing('Trigger On', 'events');
	return {
		resources: readResources(context, watchable, findings),
		events: events as EventType[],
		fetchRecord: options.fetchRecord === true,
		deduplicate: options.deduplicate !== false,
		...(timeZone !== '' ? { timeZone } : {}),
	};
}

/** Names of the resources as the action node has them, or as the service's addresses do. */
function readResources(
	context: TriggerContext,
	watchable: readonly Resource[],
	findings: Findings,
): Resource[] {
	const names = namesIn(parameterOf(context, 'resources', []));
	if (names.length === 0) findings.addMissing('Resources', 'resources');
	const resources = new Set<Resource>();
	const unknown: string[] = [];
	for (const name of names) {
		const resource = resourceByValue(name) ?? resourceByPath(name);
		if (resource && watchable.includes(resource)) resources.add(resource);
		else unknown.push(name);
	}
	if (unknown.length > 0) {
		findings.add(`Resources (resources) that cannot be watched: ${unknown.join(', ')}`);
	}
	return [...resources];
}

/** The choices of a list; an expression may give a text with commas. */
function namesIn(given: unknown): string[] {
	const list: unknown[] = Array.isArray(given) ? given : String(given ?? '').split(',');
	return list.map((name) => String(name).trim()).filter((name) => name !== '');
}

function optionsOf(context: TriggerContext): IDataObject {
	return (parameterOf(context, 'options', {}) ?? {}) as IDataObject;
}
