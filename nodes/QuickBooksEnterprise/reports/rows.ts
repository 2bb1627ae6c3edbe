import { cellOf, nameFor, uniquely, type Scalar } from './cells';
import { freeName, generatedName, type ReportColumn } from './columns';
import {
	asList,
	isEmpty,
	isObject,
	isScalar,
	leavesOf,
	memberNamed,
	plainName,
	type JsonObject,
} from './json';
import type { JsonValue, ReportRow, ReportRowKind } from './types';

/** Members that hold rows, by their plain names → what the rows are; nothing where they say it themselves. */
const CONTAINERS: Readonly<Record<string, ReportRowKind | ''>> = {
	datarow: 'data',
	header: 'text',
	reportdata: '',
	row: '',
	rows: '',
	subtotalrow: 'subtotal',
	summary: 'subtotal',
	textrow: 'text',
	totalrow: 'total',
};

/** Members that hold the cells of a row. */
const CELLS = ['coldata', 'cells', 'cell', 'columns'];

const kindOf = (member: string): ReportRowKind | '' | undefined =>
	Object.prototype.hasOwnProperty.call(CONTAINERS, plainName(member))
		? CONTAINERS[plainName(member)]
		: undefined;

const isContainer = ([member, value]: [string, JsonValue]) =>
	kindOf(member) !== undefined && !isScalar(value);

const isCells = ([member, value]: [string, JsonValue]) =>
	CELLS.includes(plainName(member)) && !isScalar(value);

/** The text of a row that is only text: `{ value }` and nothing that looks like a cell. */
function onlyText(object: JsonObject): JsonValue | undefined {
	const names = Object.keys(object).map(plainName);
	const isText = (name: string) => ['text', 'value'].includes(name);
	if (names.filter(isText).length !== 1) return undefined;
	if (names.filter((name) => !isText(name)).some((name) => name !== 'rownumber')) return undefined;
	const text = memberNamed(object, 'value', 'text');
	return names.length <= 2 && text !== undefined && isScalar(text) ? text : undefined;
}

/** Reads rows of any of the known shapes, one after another. Whatever is in none of them becomes cells all the same. */
export class RowReader {
	readonly rows: ReportRow[] = [];
	unplacedCells = 0;
	private heading: string | undefined;
	/** What stands beside rows, such as the type of a section: it goes to the first row of them. */
	private pending: Array<[member: string, value: JsonValue]> = [];

	constructor(private readonly columns: readonly ReportColumn[]) {}

	/** In: the members of a report that hold its rows. */
	readAll(members: Array<[member: string, value: JsonValue]>): void {
		this.readContainers(members);
		if (this.pending.length > 0) this.push('text', [], []);
	}

	/** In: anything that holds rows. */
	private read(value: JsonValue, kind: ReportRowKind | '' = ''): void {
		if (Array.isArray(value)) {
			if (value.length > 0 && value.every(isScalar)) this.readCells(value, [], kind);
			else this.numbered(value.map((each): [JsonValue, ReportRowKind | ''] => [each, kind]));
		} else if (isObject(value)) this.readObject(value, kind);
		else if (!isEmpty(value)) this.readCells([value], [], kind);
	}

	private readContainers(members: Array<[member: string, value: JsonValue]>): void {
		this.numbered(
			members.flatMap(([member, value]) =>
				asList(value).map((each): [JsonValue, ReportRowKind | ''] => [each, kindOf(member) || '']),
			),
		);
	}

	/** Things in the order of their `rowNumber` where all have one. */
	private numbered(things: Array<[value: JsonValue, kind: ReportRowKind | '']>): void {
		const numbers = things.map(([value]) => {
			const inner = isObject(value) ? value : {};
			const single = Object.values(inner).length === 1 ? Object.values(inner)[0] : undefined;
			const number =
				memberNamed(inner, 'rownumber') ??
				(isObject(single ?? null) ? memberNamed(single as JsonObject, 'rownumber') : undefined);
			return number === undefined || isEmpty(number) ? Number.NaN : Number(number);
		});
		const order = things.map((_, index) => index);
		if (numbers.every((number) => Number.isFinite(number))) {
			order.sort((a, b) => numbers[a] - numbers[b]);
		}
		for (const index of order) this.read(...things[index]);
	}

	private readObject(object: JsonObject, kind: ReportRowKind | ''): void {
		const members = Object.entries(object);
		const cells = members.filter(isCells);
		const containers = members.filter((member) => !isCells(member) && isContainer(member));
		const others = members.filter((member) => !isCells(member) && !isContainer(member));
		if (cells.length > 0) {
			this.readCells(
				cells.flatMap(([, value]) => asList(value)),
				others,
				kind,
			);
		} else if (containers.length === 0) {
			this.readRecord(object, kind);
			return;
		} else this.pending.push(...others);
		this.readContainers(containers);
	}

	/** An object of columns and values; one of nothing but a text stands over what follows. */
	private readRecord(object: JsonObject, kind: ReportRowKind | ''): void {
		const text = onlyText(object);
		const number = memberNamed(object, 'rownumber');
		if (text !== undefined && (kind === 'text' || number !== undefined)) {
			const details: Array<[string, JsonValue]> =
				number === undefined ? [] : [['rowNumber', number]];
			this.readCells([text], details, kind || 'text');
			return;
		}
		const leaves = leavesOf(object);
		if (leaves.length > 0) this.push(kind || 'data', leaves, []);
	}

	private readCells(
		cells: JsonValue[],
		others: Array<[string, JsonValue]>,
		kind: ReportRowKind | '',
	): void {
		const values: Array<[string, Scalar]> = [];
		const taken = new Set<string>();
		const put = (name: string, value: Scalar) => {
			const free = freeName(name, (each) => taken.has(each));
			taken.add(free);
			values.push([free, value]);
		};
		const late: Array<[number, Scalar]> = [];
		cells.forEach((cell, position) => {
			const { id, value, more } = isObject(cell)
				? cellOf(cell)
				: { id: undefined, value: undefined, more: leavesOf(cell) };
			const column =
				id === undefined
					? this.columns[position]
					: (this.columns.find((each) => each.id === id) ?? this.byPosition(id));
			const content = value === undefined ? more : [['', value] as [string, Scalar], ...more];
			for (const [path, each] of content) {
				if (!column || taken.has(nameFor(column.name, path))) late.push([position, each]);
				else put(nameFor(column.name, path), each);
			}
		});
		// After the rest, so that no generated name takes the place of a column.
		for (const [position, value] of late) put(generatedName(position), value);
		this.unplacedCells += late.length;
		this.push(kind || 'data', values, leavesOf(Object.fromEntries(others)));
	}

	/** Where the columns carry no ids, those of cells count them from 1, as in qbXML. */
	private byPosition(id: string): ReportColumn | undefined {
		if (this.columns.some((column) => column.id !== undefined)) return undefined;
		return /^[1-9]\d*$/.test(id) ? this.columns[Number(id) - 1] : undefined;
	}

	private push(
		kind: ReportRowKind,
		values: Array<[string, Scalar]>,
		details: Array<[string, Scalar]>,
	): void {
		const row: ReportRow = {
			kind,
			...(this.heading === undefined || kind === 'text' ? {} : { heading: this.heading }),
			values: uniquely(values),
			details: uniquely([
				...details,
				...this.pending.flatMap(([name, value]) => leavesOf(value, name)),
			]),
		};
		this.pending = [];
		if (kind === 'text' && values.length > 0) this.heading = String(values[0][1]);
		this.rows.push(row);
	}
}
