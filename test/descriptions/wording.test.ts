import {
	NodeHelpers,
	type INodeProperties,
	type INodePropertyCollection,
	type INodePropertyOptions,
	type INodeType,
} from 'n8n-workflow';

import { loadCredential, loadNode, loadTrigger } from '../support/builtPackage';

/** A field of a form, with where it stands. */
interface Entry {
	path: string;
	field: INodeProperties;
}

const isField = (option: object): option is INodeProperties => 'type' in option;
const isGroup = (option: object): option is INodePropertyCollection => 'values' in option;

function entriesOf(fields: INodeProperties[], under: string): Entry[] {
	return fields.flatMap((field) => {
		const path = `${under} › ${field.displayName}`;
		const options: object[] = field.options ?? [];
		const inner = options.flatMap((option) => {
			if (isField(option)) return entriesOf([option], path);
			return isGroup(option) ? entriesOf(option.values, `${path} › ${option.displayName}`) : [];
		});
		return [{ path, field }, ...inner];
	});
}

const TRIGGERS = ['QuickBooksEnterpriseTrigger', 'QuickBooksEnterprisePollingTrigger'];
const nodes: Array<[string, INodeType]> = [
	['action', loadNode()],
	...TRIGGERS.map((name): [string, INodeType] => [name, loadTrigger(name)]),
];

const all: Entry[] = [
	...nodes.flatMap(([name, { description }]) => {
		return entriesOf(description.properties, `${name}`);
	}),
	...entriesOf(loadCredential().properties, 'credential'),
];

const choicesOf = ({ field }: Entry): INodePropertyOptions[] =>
	(field.options ?? []).filter(
		(option): option is INodePropertyOptions => !isField(option) && !isGroup(option),
	);

/** The fields that the editor shows for each operation of each resource before anything is filled in. */
function forms(): Array<{ path: string; fields: INodeProperties[] }> {
	const { description } = loadNode();
	const operationsOf = (resource: string) =>
		description.properties.filter(({ name, displayOptions }) => {
			return name === 'operation' && displayOptions?.show?.resource?.includes(resource);
		});
	const resources = choicesOf({ path: '', field: description.properties[0] });
	return resources.flatMap(({ value: resource }) =>
		operationsOf(String(resource)).flatMap((field) =>
			choicesOf({ path: '', field }).map(({ value: operation }) => {
				const path = `${String(operation)} ${String(resource)}`;
				const given = { resource, operation };
				const all = NodeHelpers.getNodeParameters(
					description.properties,
					given,
					true,
					false,
					null,
					description,
				);
				const fields = description.properties.filter((property) =>
					NodeHelpers.displayParameter(all ?? given, property, null, description),
				);
				return { path, fields };
			}),
		),
	);
}

/** Labels that say it all; n8n's own guidelines want no tooltip at Trigger On. */
const SAY_IT_ALL = [
	'Resource',
	'Operation',
	'Trigger On',
	'Options',
	'Filters',
	'Additional Fields',
	'Update Fields',
	'Specify Instance',
	'Specify Record',
	'Key',
	'Value',
];

const SMALL_WORDS = ['a', 'an', 'and', 'as', 'at', 'by', 'for', 'from', 'in', 'into', 'of', 'on'];
const SMALL = new Set([...SMALL_WORDS, 'or', 'the', 'to', 'with', 'per']);

function isTitleCase(text: string): boolean {
	const words = text.split(/[\s/()→-]+/).filter(Boolean);
	return words.every((word, index) => {
		if (index > 0 && SMALL.has(word)) return true;
		return !/^[a-z]/.test(word);
	});
}

/** A text for users: begins with a capital letter, and ends in a period only where there are several sentences. */
function complaintsAbout(text: string): string[] {
	const complaints: string[] = [];
	const plain = text.replace(/<[^>]+>/g, '').trim();
	if (plain !== text.replace(/<[^>]+>/g, '')) complaints.push('has white space at an end');
	if (/^[a-z]/.test(plain)) complaints.push('begins with a small letter');
	const isSeveral = /[.!?] [A-Z']/.test(plain);
	if (isSeveral !== plain.endsWith('.')) complaints.push('ends wrongly');
	if (/\s{2}/.test(plain)) complaints.push('holds several spaces in a row');
	if (/\b(error|problem|failure|mistake)\b/i.test(plain)) complaints.push('scares');
	if (plain.length > 280) complaints.push(`is ${plain.length} characters long`);
	return complaints;
}

const list = (names: string[]): string[] => [...new Set(names)].sort();

/** Months, and periods in the order of QuickBooks' own list. */
const IN_TIME_ORDER = ['fiscalYearStart', 'reportPeriod'];

describe('The forms, read as a user', () => {
	it('have many fields, so that the rest of this file is about something', () => {
		expect(all.length).toBeGreaterThan(500);
	});

	it('say when a field shows, or nothing: the editor of n8n 2.0 lists nothing where that is empty', () => {
		const wrong = all
			.filter(({ field: { displayOptions } }) => displayOptions && !displayOptions.show)
			.map(({ path }) => path);
		expect(list(wrong)).toEqual([]);
	});

	it('have labels in title case', () => {
		const wrong = all
			.filter(({ field }) => field.type !== 'notice' && !isTitleCase(field.displayName))
			.map(({ path }) => path);
		expect(list(wrong)).toEqual([]);
	});

	it('explain each field by a description or a hint, unless its label says it all', () => {
		const wrong = all
			.filter(({ field }) => field.type !== 'notice' && !SAY_IT_ALL.includes(field.displayName))
			.filter(({ field: { description, hint } }) => !description && !hint)
			.map(({ path }) => path);
		expect(list(wrong)).toEqual([]);
	});

	it('say below the field where application name and host are found, as few hover over a label', () => {
		const fields = all.filter(({ field: { name } }) => ['appName', 'hostIp'].includes(name));
		expect(fields).toHaveLength(4);
		for (const { field } of fields)
			expect(field.hint).toMatch(/Integrated Applications|registrations panel/);
	});

	it('have descriptions and hints in plain sentences', () => {
		const wrong = all.flatMap(({ path, field: { description, hint } }) =>
			[description, hint]
				.filter((text) => text !== undefined)
				.flatMap((text) => complaintsAbout(text).map((each) => `${path}: "${text}" ${each}`)),
		);
		expect(list(wrong)).toEqual([]);
	});

	it('have notices of whole sentences', () => {
		const texts = all
			.filter(({ field }) => field.type === 'notice')
			.map(({ field }) => field.displayName);
		expect(texts.length).toBeGreaterThan(5);
		for (const text of texts) expect(text).toMatch(/^[A-Z].*\.$/);
	});

	it('begin the description of a switch with "Whether"', () => {
		const wrong = all
			.filter(({ field }) => field.type === 'boolean' && !field.description?.startsWith('Whether '))
			.map(({ path }) => path);
		expect(list(wrong)).toEqual([]);
	});

	it('have placeholders that are examples, or say what a button adds', () => {
		const wrong = all.flatMap(({ path, field }) => {
			const { type, placeholder, modes = [] } = field;
			const isAdding = type === 'collection' || type === 'fixedCollection';
			const ofModes = modes.map((mode) => {
				return {
					text: mode.placeholder,
					form: mode.type === 'list' ? /^Select an? .+…$/ : /^e\.g\. /,
				};
			});
			const own =
				placeholder === undefined && !isAdding
					? []
					: [{ text: placeholder, form: isAdding ? /^Add [a-z ]+$/ : /^e\.g\. / }];
			return [...own, ...ofModes]
				.filter(({ text, form }) => !form.test(text ?? ''))
				.map(({ text }) => `${path}: ${text}`);
		});
		expect(list(wrong)).toEqual([]);
	});

	it('list choices by name, in title case', () => {
		const wrong = all.flatMap((entry) => {
			const choices = choicesOf(entry).map(({ name }) => name);
			// n8n's panel lists actions in the order of the resources: what everything needs comes first.
			const isOfResources = entry.field.name === 'resource';
			const names = isOfResources && choices[0] === 'Instance' ? choices.slice(1) : choices;
			const sorted = [...names].sort((one, other) => one.localeCompare(other));
			return [
				...names.filter((name) => !isTitleCase(name)).map((name) => `${entry.path}: ${name}`),
				...(names.length >= 5 &&
				!IN_TIME_ORDER.includes(entry.field.name) &&
				names.join() !== sorted.join()
					? [`${entry.path}: order`]
					: []),
			];
		});
		expect(list(wrong)).toEqual([]);
	});

	it('begin with the instance, so that creating one is among the first actions', () => {
		const [{ options = [] }] = loadNode().description.properties;
		expect(options[0].name).toBe('Instance');
	});

	it('have choices that are explained in plain sentences', () => {
		const wrong = all.flatMap((entry) =>
			choicesOf(entry).flatMap(({ name, description }) =>
				(description === undefined ? [] : complaintsAbout(description)).map(
					(complaint) => `${entry.path}: ${name}: "${description}" ${complaint}`,
				),
			),
		);
		expect(list(wrong)).toEqual([]);
	});

	it('list the members of a collection by name', () => {
		const wrong = all
			.filter(({ field }) => field.type === 'collection')
			.filter(({ field }) => {
				const names = ((field.options ?? []) as INodeProperties[]).map((each) => each.displayName);
				return names.join() !== [...names].sort((one, other) => one.localeCompare(other)).join();
			})
			.map(({ path }) => path);
		expect(list(wrong)).toEqual([]);
	});

	it('show what is required before what is not, and no label twice', () => {
		expect(forms().length).toBeGreaterThan(150);
		const wrong = forms().flatMap(({ path, fields }) => {
			const labels = fields.map(({ displayName }) => displayName);
			const kinds = fields.filter(({ type }) => type !== 'notice' && type !== 'options');
			const firstOptional = kinds.findIndex(({ required }) => !required);
			const late = kinds.slice(firstOptional).filter(({ required }) => required);
			return [
				...(new Set(labels).size < labels.length ? [`${path}: ${labels.join()}`] : []),
				...late.map(({ displayName }) => `${path}: ${displayName} comes late`),
			];
		});
		expect(wrong).toEqual([]);
	});

	it('end with Options', () => {
		for (const { path, fields } of forms()) {
			expect([path, fields[fields.length - 1].name]).toEqual([path, 'options']);
		}
	});
});
