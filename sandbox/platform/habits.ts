import type { WireAnswer } from '../server/answers';
import { isRecord, type Call } from '../server/http';

/**
 * How the service shows instances. Nobody has seen all of it: each of these is a way in which such services
 * differ from what was sent to them (inferred), and none of them changes what is stored.
 */
export interface ServiceHabits {
	/** `escaped`: HTML escapes; `collapsed`: runs of white space as one space; `decomposed`: Unicode form NFD. */
	names: 'exact' | 'escaped' | 'collapsed' | 'decomposed';
	elementKey: 'exact' | 'upperCase';
	/** `behind`: 10 seconds before the `Date` header. */
	createdDate: 'exact' | 'behind' | 'toTheMinute' | 'withoutZone' | 'missing';
	/** What the entries of a list lack; an instance that is read by its id is whole. */
	listEntries:
		| 'whole'
		| 'withoutElement'
		| 'tagsNull'
		| 'emptyConfiguration'
		| 'maskedConfiguration';
}

export const USUAL_HABITS: ServiceHabits = {
	names: 'exact',
	elementKey: 'exact',
	createdDate: 'exact',
	listEntries: 'whole',
};

const BEHIND_MS = 10_000;
const MASK = '********';

type View = Record<string, unknown>;

const NAMES: Record<ServiceHabits['names'], (name: string) => string> = {
	exact: (name) => name,
	escaped: (name) =>
		name
			.replace(/&/g, '&amp;')
			.replace(/</g, '&lt;')
			.replace(/>/g, '&gt;')
			.replace(/"/g, '&quot;')
			.replace(/'/g, '&#39;'),
	collapsed: (name) => name.replace(/\s+/g, ' ').trim(),
	decomposed: (name) => name.normalize('NFD'),
};

const DATES: Record<ServiceHabits['createdDate'], (date: string) => string | undefined> = {
	exact: (date) => date,
	behind: (date) => new Date(Date.parse(date) - BEHIND_MS).toISOString().replace(/\.\d+Z$/, 'Z'),
	toTheMinute: (date) => date.replace(/:\d\dZ$/, ':00Z'),
	withoutZone: (date) => date.replace(/Z$/, ''),
	missing: () => undefined,
};

const ENTRIES: Record<ServiceHabits['listEntries'], (view: View) => View> = {
	whole: (view) => view,
	withoutElement: ({ element, elementId, ...view }) => {
		void [element, elementId];
		return view;
	},
	tagsNull: (view) => ({ ...view, tags: null }),
	emptyConfiguration: (view) => ({ ...view, configuration: {} }),
	maskedConfiguration: (view) => ({
		...view,
		configuration: Object.fromEntries(
			Object.keys((view.configuration as View | undefined) ?? {}).map((key) => [key, MASK]),
		),
	}),
};

/** The name of an instance as the service shows it. */
export function shownName(habits: ServiceHabits, name: string): string {
	return NAMES[habits.names](name);
}

/** An answer about instances as a service with these habits gives it. */
export function withHabits(habits: ServiceHabits, call: Call, answer: WireAnswer): WireAnswer {
	const isAboutInstances = /^\/instances(\/\d+)?$/.test(call.path);
	if (!isAboutInstances || answer.status !== 200 || answer.text === '') return answer;
	const body = JSON.parse(answer.text) as unknown;
	const shown = Array.isArray(body)
		? body.map((entry: View) => ENTRIES[habits.listEntries](viewWith(habits, entry)))
		: isRecord(body)
			? viewWith(habits, body)
			: body;
	return { ...answer, text: JSON.stringify(shown) };
}

function viewWith(habits: ServiceHabits, view: View): View {
	const { name, createdDate, element } = view;
	return {
		...view,
		...(typeof name === 'string' ? { name: shownName(habits, name) } : {}),
		...(typeof createdDate === 'string'
			? { createdDate: DATES[habits.createdDate](createdDate) }
			: {}),
		...(isRecord(element) && habits.elementKey === 'upperCase'
			? { element: { ...element, key: String(element.key).toUpperCase() } }
			: {}),
	};
}
