import type { Field, FieldSet, OneOf, WriteOperation } from '../types';
import { isCustomField, suggestionFor } from './names';
import type { Place } from './place';
import type { ProblemKind, RecordValidation, UnusedReason } from './recordProblems';
import { complainOfLength, complainOfScalar } from './values';
import { isRecord } from '../../common/json/isRecord';

export type Members = Record<string, unknown>;

const NO_CUSTOM_FIELDS =
	'is a custom field, which this service cannot write; leave it out, and fill it in in QuickBooks';

/** Whether nothing was given; an empty text, list or reference counts as nothing. */
export function isEmpty(value: unknown): boolean {
	if (value === undefined || value === null) return true;
	if (typeof value === 'string') return value.trim() === '';
	return Array.isArray(value) && value.length === 0;
}

function isEmptyReference(value: unknown): boolean {
	return isRecord(value) && isEmpty(value.ListID) && isEmpty(value.FullName);
}

/** Goes through one set of fields, of a record or of a line, and notes all that is wrong. */
export class Walk {
	private readonly byPath: ReadonlyMap<string, Field>;

	/**
	 * @param set The fields of the record or of one kind of line.
	 * @param report Where problems are noted.
	 * @param variant The kind of product, where the record has one that the catalogue knows.
	 */
	constructor(
		private readonly set: FieldSet,
		private readonly on: WriteOperation,
		private readonly report: RecordValidation,
		private readonly variant?: string,
	) {
		this.byPath = new Map(set.fields.map((field) => [field.path, field]));
	}

	/**
	 * Checks the members of a group, and that none is missing.
	 *
	 * @param others Members that are checked elsewhere.
	 */
	group(members: Members, place: Place, others: ReadonlyMap<string, string> = new Map()): void {
		for (const [name, value] of Object.entries(members)) {
			if (!others.has(name)) this.member(name, value, place);
		}
		for (const field of this.childrenOf(place)) {
			const name = field.path.slice(place.path === '' ? 0 : place.path.length + 1);
			const value = members[name];
			const isMissing = isEmpty(value) || (field.type === 'reference' && isEmptyReference(value));
			const isRequired = field[this.on] === 'required' && this.isOfVariant(field.variants, false);
			if (isRequired && isMissing) {
				this.find('missing', place.member(name), 'is required');
			}
		}
		for (const oneOf of this.set.oneOf) {
			if (oneOf.at === place.path) this.choice(oneOf, members, place, others);
		}
	}

	private member(name: string, value: unknown, parent: Place): void {
		const place = parent.member(name);
		const field = this.byPath.get(place.path);
		if (!field) {
			if (isCustomField(name)) return this.find('value', place, NO_CUSTOM_FIELDS);
			// A member that QuickBooks only gives would be passed over: to write that would be no help.
			const usable = this.childrenOf(parent).filter(
				(child) => !child.readOnly && child[this.on] !== 'none',
			);
			const known = usable.map(({ path }) => path.split('.').pop() as string);
			const suggestion = suggestionFor(name, known);
			this.report.unknownFields.push({ path: place.jsonPath, suggestion });
			return;
		}
		if (value === undefined || value === null) return;
		const unused = this.reasonNotToUse(field);
		if (unused) {
			this.report.unusedFields.push({
				path: place.jsonPath,
				label: place.label,
				reason: unused,
			});
			return;
		}
		this.value(field, value, place);
	}

	private value(field: Field, value: unknown, place: Place): void {
		if (field.type === 'object' && field.repeatable) {
			if (!Array.isArray(value)) return this.find('value', place, 'must be a list');
			return value.forEach((each, index) => this.inner(each, place.at(index)));
		}
		if (field.type === 'object') return this.inner(value, place);
		if (field.repeatable && Array.isArray(value)) {
			return value.forEach((each, index) => this.scalar(field, each, place.at(index)));
		}
		return this.scalar(field, value, place);
	}

	private inner(value: unknown, place: Place): void {
		// A whole group is emptied like a field (qbXML).
		if (this.on === 'update' && value === '') return;
		if (!isRecord(value)) return this.find('value', place, 'must be an object with its members');
		this.group(value, place);
	}

	private scalar(field: Field, value: unknown, place: Place): void {
		if (isEmpty(value) && !Array.isArray(value)) return this.empty(field, place);
		if (field.type === 'reference') return this.reference(field, value, place);
		this.plain(field, value, place);
	}

	private plain(field: Field, value: unknown, place: Place): void {
		const complaint = complainOfScalar(field, value);
		if (complaint) return this.find('value', place, complaint);
		const tooLong = complainOfLength(field, value);
		if (tooLong) this.find('length', place, tooLong);
	}

	/** An empty text clears a field in an update (qbXML); in a create it can only be a slip. */
	private empty(field: Field, place: Place): void {
		const isTolerated = this.on === 'update' || field.type === 'text' || field.type === 'id';
		if (isTolerated || field[this.on] === 'required') return;
		this.find('value', place, 'is empty; leave it out instead');
	}

	private reference(field: Field, value: unknown, place: Place): void {
		if (!isRecord(value)) {
			return this.find(
				'value',
				place,
				'must name the record by {"FullName": "…"} or {"ListID": "…"}',
			);
		}
		for (const [name, text] of Object.entries(value)) {
			if (name !== 'ListID' && name !== 'FullName') {
				const suggestion = suggestionFor(name, ['ListID', 'FullName']);
				this.report.unknownFields.push({ path: place.member(name).jsonPath, suggestion });
				continue;
			}
			if (isEmpty(text)) continue;
			const isId = name === 'ListID';
			const maxLength = isId ? undefined : field.maxLength;
			this.plain({ ...field, type: isId ? 'id' : 'text', maxLength }, text, place.member(name));
		}
		const isRequired = field[this.on] === 'required';
		if (this.on === 'create' && !isRequired && isEmptyReference(value)) {
			this.find('value', place, 'needs a FullName or a ListID');
		}
	}

	private choice(
		{ on, options, required, several, variants }: OneOf,
		members: Members,
		place: Place,
		others: ReadonlyMap<string, string>,
	): void {
		if (!on.includes(this.on) || !this.isOfVariant(variants, false)) return;
		const given = options.filter((option) => !isEmpty(members[option]));
		const named = (names: readonly string[]) =>
			names
				.map((name) => {
					const label = others.get(name);
					return label ? `${label} (${name})` : place.member(name).named;
				})
				.join(', ');
		const first = place.member(given[0] ?? options[0]);
		const label = others.get(given[0] ?? options[0]) ?? first.label;
		const note = (problem: ProblemKind, message: string) =>
			this.report.problems.push({ problem, path: first.jsonPath, label, message });
		if (required && given.length === 0) {
			note(
				'missing',
				options.length === 1
					? `${named(options)} is required.`
					: `${several ? 'At least one' : 'One'} of these is required: ${named(options)}.`,
			);
		}
		if (!several && given.length > 1) {
			note('choice', `Only one of these can be given: ${named(given)}.`);
		}
	}

	private childrenOf(place: Place): Field[] {
		const prefix = place.path === '' ? '' : `${place.path}.`;
		return this.set.fields.filter(
			({ path }) => path.startsWith(prefix) && !path.slice(prefix.length).includes('.'),
		);
	}

	private reasonNotToUse(field: Field): UnusedReason | undefined {
		if (field.readOnly) return 'readOnly';
		if (field[this.on] === 'none') return this.on === 'create' ? 'updateOnly' : 'createOnly';
		return this.isOfVariant(field.variants) ? undefined : 'otherItemType';
	}

	/** Of a kind of product without facts everything is possible and nothing certain. */
	private isOfVariant(variants?: readonly string[], ifUnsure = true): boolean {
		if (!variants) return true;
		return this.variant ? variants.includes(this.variant) : ifUnsure;
	}

	private find(problem: ProblemKind, place: Place, complaint: string): void {
		this.report.problems.push({
			problem,
			path: place.jsonPath,
			label: place.label,
			message: `${place.named} ${complaint}.`,
		});
	}
}
