import type { IDataObject } from 'n8n-workflow';

import { checkedValue } from '../../actions/fields/checkedValue';
import { locateInstance, readInstanceChoice } from '../../actions/fields/locators/instanceLocator';
import { toNumber } from '../../actions/fields/toNumber';
import type { Resource } from '../../catalogue/types';
import { isTimeZone } from '../../instances/specification/configuration';
import { Problems } from '../../common/problems';
import { readChosenEvents, type ChosenEvents } from './chosenEvents';
import { triggerOptions, type Watchable } from './triggerFields';
import { parameterOf, type TriggerContext, type TriggerRun } from './triggerRun';

/** What the user chose to be told of. */
export interface EventChoice {
	resources: readonly Resource[];
	events: ChosenEvents;
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

/**
 * Reads and checks the parameters of a trigger.
 *
 * @param watchable - What it can tell of.
 * @throws InputError that names everything wrong at once.
 */
export function readSettings(
	context: TriggerContext,
	run: TriggerRun,
	watchable: Watchable,
): TriggerSettings {
	const problems = new Problems('Missing required parameters');
	const get = (name: string, fallback?: unknown) => parameterOf(context, name, fallback);
	const instance = readInstanceChoice({ get, problems });
	if (instance.mode === 'name') run.nameResolver.expect(instance.value);
	const locate = async () => await locateInstance(instance, run.nameResolver, run.policy);
	const choice = readChoiceInto(context, watchable, problems);
	const refreshInterval = toNumber(parameterOf(context, 'refreshInterval', 15));
	if (!Number.isInteger(refreshInterval) || refreshInterval < 1) {
		problems.add('Refresh Interval (refreshInterval) must be a whole number of minutes, 1 or more');
	}
	problems.throwIfAny("Put right what is named in the trigger's panel. Nothing was changed.");
	const { takeOver } = optionsOf(context, problems);
	return { ...choice, locate, refreshInterval, takeOver: takeOver === true };
}

/**
 * Reads what the user chose to be told of, for a delivery: which instance it is of is known by then.
 *
 * @throws InputError that names everything wrong at once.
 */
export function readChoice(context: TriggerContext, watchable: Watchable): EventChoice {
	const problems = new Problems('Missing required parameters');
	const choice = readChoiceInto(context, watchable, problems);
	problems.throwIfAny("Put right what is named in the trigger's panel.");
	return choice;
}

function readChoiceInto(
	context: TriggerContext,
	watchable: Watchable,
	problems: Problems,
): EventChoice {
	const options = optionsOf(context, problems);
	const timeZone = String(options.timeZone ?? '').trim();
	if (timeZone !== '' && !isTimeZone(timeZone)) {
		problems.add(
			`Time Zone (timeZone) '${timeZone}' is not known; use a name such as America/Denver`,
		);
	}
	const events = readChosenEvents(
		parameterOf(context, 'events', []),
		parameterOf(context, 'resources', []),
		watchable,
		problems,
	);
	return {
		resources: [...events.keys()],
		events,
		fetchRecord: options.fetchRecord === true,
		deduplicate: options.deduplicate !== false,
		...(timeZone !== '' ? { timeZone } : {}),
	};
}

/** The options, their switches checked. */
function optionsOf(context: TriggerContext, problems: Problems): IDataObject {
	return checkedValue(parameterOf(context, 'options', {}), triggerOptions, problems) as IDataObject;
}
