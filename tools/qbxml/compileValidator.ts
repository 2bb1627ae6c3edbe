/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sourceFolder } from '../catalogue/source';

/**
 * Compiles the schema of qbXML into the grammar that the simulator checks documents with:
 * `npm run qbxml:simulator -- [folder of qbxml-14-schema.json]`; with `--check` it writes nothing and fails
 * where the grammar is not what it would write.
 *
 * Content models become text as in a DTD (`TxnID EditSequence CustomerRef? (InvoiceLineMod | InvoiceLineGroupMod)*`),
 * what an element may hold becomes a line of facets (`STR max=41 since=6 not=AU`). The gateway's codec is compiled from
 * the same source by other code into another form, so that one mistake does not hide in both.
 */
const parameters = process.argv.slice(2);
const isCheck = parameters.includes('--check');
const SOURCE = join(
	sourceFolder(parameters.filter((parameter) => !parameter.startsWith('--'))),
	'qbxml-14-schema.json',
);
const TARGET = join(__dirname, '../../simulator/qbxml/grammar.json');

interface Attribute {
	name: string;
	type: string;
	required?: boolean;
	values?: string[];
}

interface Element {
	name: string;
	type: string;
	occ: string;
	block?: string;
	children?: Entry[];
	max?: number;
	maxBy?: Record<string, number>;
	min?: number;
	maxValue?: number;
	since?: number;
	notIn?: string;
	enum?: string;
	macro?: boolean;
	attrs?: Attribute[];
}

interface Choice {
	occ: string;
	choice: Entry[][];
	since?: number;
	notIn?: string;
}

type Entry = Element | Choice;

interface Message {
	set: string;
	since?: number;
	notIn?: string;
	rqAttrs: string[];
	rsAttrs: string[];
	rq: Entry[];
	rs: Entry[];
}

interface SchemaObject {
	kind: string;
	key?: string;
	nameField?: string;
	fullName?: boolean;
	ret?: string;
	rets?: string[];
	retLines?: string[];
	retLinks?: string[];
	listDelType?: string;
	txnDelType?: string;
	txnVoidType?: string;
	listMergeType?: string;
	dataExtVia?: string;
}

interface Schema {
	meta: { title: string; source: string };
	envelope: Record<string, Attribute[]>;
	attributes: Record<'request' | 'response', Record<string, Attribute>>;
	objects: Record<string, SchemaObject>;
	enums: Record<string, string[]>;
	enumSince: Record<string, Record<string, number>>;
	messages: Record<string, Message>;
	events: Element[];
	blocks: Record<string, Entry[]>;
}

/** What holds for all that stands in a choice. */
interface Limits {
	since?: number;
	notIn?: string;
}

const SIGNS: Record<string, string> = { '1': '', '?': '?', '+': '+', '*': '*' };

/** One of the attributes of a message that has the same name on all of them. */
const NO_MESSAGE = { type: 'STR' };

class Compiler {
	readonly models: Record<string, string> = {};
	readonly facets: Record<string, Record<string, string>> = {};
	readonly attributes: Record<string, Record<string, string>> = {};

	constructor(private readonly schema: Schema) {}

	compile(): void {
		for (const [name, entries] of Object.entries(this.schema.blocks)) this.block(name, entries);
		for (const [name, message] of Object.entries(this.schema.messages)) this.message(name, message);
		this.envelope();
	}

	private block(name: string, entries: Entry[]): void {
		if (this.models[name] !== undefined) throw new Error(`Two blocks are called ${name}.`);
		this.facets[name] = {};
		this.models[name] = this.sequence(name, entries, {});
	}

	private sequence(block: string, entries: Entry[], limits: Limits): string {
		return entries.map((entry) => this.particle(block, entry, limits)).join(' ');
	}

	private particle(block: string, entry: Entry, limits: Limits): string {
		const inner = narrowed(limits, entry);
		if ('choice' in entry) {
			const branches = entry.choice.map((branch) => this.sequence(block, branch, inner));
			return `(${branches.join(' | ')})${SIGNS[entry.occ]}`;
		}
		if (this.facets[block][entry.name] !== undefined) {
			throw new Error(
				`${block} names ${entry.name} twice: the grammar needs one place for each name.`,
			);
		}
		this.facets[block][entry.name] = this.facetsOf(block, entry, inner);
		return entry.name + SIGNS[entry.occ];
	}

	private facetsOf(block: string, element: Element, { since, notIn }: Limits): string {
		const place = `${block}/${element.name}`;
		if (element.children) this.block(place, element.children);
		if (element.attrs) this.attributesOf(place, element.attrs);
		const own = element.children ? place : element.block;
		const words = [
			element.type,
			own && `block=${own}`,
			element.enum && `enum=${element.enum}`,
			element.max && `max=${element.max}`,
			...Object.entries(element.maxBy ?? {}).map(([edition, max]) => `max.${edition}=${max}`),
			element.min !== undefined && `min=${element.min}`,
			element.maxValue !== undefined && `maxValue=${element.maxValue}`,
			since !== undefined && `since=${since}`,
			notIn && `not=${notIn}`,
			element.macro && 'macro',
			element.attrs && `attributes=${place}`,
		];
		return words.filter(Boolean).join(' ');
	}

	private attributesOf(place: string, attributes: Attribute[]): void {
		this.attributes[place] = Object.fromEntries(
			attributes.map(({ name, type, required, values }) => [
				name,
				[type.replace(/TYPE$/, ''), required && 'required', values && `values=${values.join(',')}`]
					.filter(Boolean)
					.join(' '),
			]),
		);
	}

	private message(name: string, { rq, rs, rqAttrs, rsAttrs }: Message): void {
		const { request, response } = this.schema.attributes;
		const of = (from: Record<string, Attribute>, names: string[]) =>
			names.map((each) => ({ ...NO_MESSAGE, ...from[each], name: each }));
		const status = ['requestID', 'statusCode', 'statusSeverity', 'statusMessage'];
		this.block(`${name}Rq`, rq);
		this.attributesOf(`${name}Rq`, of(request, rqAttrs));
		this.block(`${name}Rs`, rs);
		this.attributesOf(`${name}Rs`, of(response, [...status, ...rsAttrs]));
	}

	private envelope(): void {
		const sets = ['QBXML', 'QBXMLSubscription'].flatMap((set) =>
			['Rq', 'Rs'].map((way) => ({ set, way, name: `${set}Msgs${way}` })),
		);
		for (const { set, way, name } of sets) {
			const own = Object.entries(this.schema.messages).filter(([, message]) => message.set === set);
			const choice = own.map(([message, { since, notIn }]): Entry[] => {
				const block = `${message}${way}`;
				return [{ name: block, type: 'OBJ', occ: '1', block, since, notIn }];
			});
			this.block(name, [{ occ: '*', choice }]);
			for (const [message] of own)
				this.facets[name][`${message}${way}`] += ` attributes=${message}${way}`;
			this.attributesOf(name, this.schema.envelope[name]);
		}
		const [{ children }] = this.schema.events;
		this.block('QBXMLEvents', children!);
		const roots = [...sets.map(({ name }) => name), 'QBXMLEvents'];
		this.block('QBXML', [
			{ occ: '1', choice: roots.map((name) => [{ name, type: 'OBJ', occ: '1', block: name }]) },
		]);
		for (const { name } of sets) this.facets.QBXML[name] += ` attributes=${name}`;
	}
}

function narrowed(outer: Limits, { since, notIn }: Limits): Limits {
	const versions = [outer.since, since].filter((version) => version !== undefined);
	const editions = [outer.notIn, notIn].filter(Boolean).flatMap((text) => text!.split(','));
	return {
		since: versions.length > 0 ? Math.max(...versions) : undefined,
		notIn: editions.length > 0 ? [...new Set(editions)].join(',') : undefined,
	};
}

/** `Invoice` → what the simulator has to know of it. */
function objectsOf({ objects }: Schema) {
	const kept = Object.entries(objects).filter(([, { kind }]) => kind === 'list' || kind === 'txn');
	return Object.fromEntries(
		kept.map(([name, object]) => [
			name,
			{
				kind: object.kind,
				key: object.key,
				name: object.fullName ? 'FullName' : object.nameField,
				rets: object.rets ?? (object.ret ? [object.ret] : []),
				lines: object.retLines,
				links: object.retLinks,
				deletes: object.listDelType ?? object.txnDelType,
				voids: object.txnVoidType,
				merges: object.listMergeType,
				extends: object.dataExtVia,
			},
		]),
	);
}

/** JSON with each block on a line of its own, so that a change of one can be read in a diff. */
function text(parts: Record<string, Record<string, unknown> | string>): string {
	const entries = Object.entries(parts).map(([part, value]) => {
		if (typeof value === 'string') return `${JSON.stringify(part)}: ${JSON.stringify(value)}`;
		const lines = Object.entries(value).map(
			([name, content]) => `${JSON.stringify(name)}: ${JSON.stringify(content)}`,
		);
		return `${JSON.stringify(part)}: {\n${lines.join(',\n')}\n}`;
	});
	return `{\n${entries.join(',\n')}\n}\n`;
}

if (!existsSync(SOURCE)) {
	console.error(
		`${SOURCE} is not there. It holds the facts of qbXML 14.0 and is not part of this repository; ` +
			'simulator/qbxml/grammar.json, which was compiled from it, is, so nothing needs to be compiled.',
	);
	process.exit(1);
}
const schema = JSON.parse(readFileSync(SOURCE, 'utf8')) as Schema;
const compiler = new Compiler(schema);
compiler.compile();
const enums = Object.entries(schema.enums).map(([name, values]) => {
	const since = schema.enumSince[name] ?? {};
	return [name, values.map((value) => (value in since ? `${value}@${since[value]}` : value))];
});
const grammar = text({
	title: schema.meta.title,
	source: schema.meta.source,
	models: compiler.models,
	facets: compiler.facets,
	attributes: compiler.attributes,
	enums: Object.fromEntries(enums) as Record<string, string[]>,
	objects: objectsOf(schema),
});
if (!isCheck) writeFileSync(TARGET, grammar);
else if (readFileSync(TARGET, 'utf8') !== grammar) {
	console.error(`${TARGET} is not what this script makes of ${SOURCE}.`);
	process.exit(1);
}
