import { SaxesParser } from 'saxes';
import { RecordBuilder } from './builder';
import type { QbxmlDocument, ValidatorOptions } from './document';
import { Grammar, type Block, type ElementFacts } from './grammar';
import type { AttributeFacts } from './grammarFile';
import { Prolog } from './prolog';
import type { QbRecord, QbValue } from './record';
import { referenceBlock } from './reference';
import { QbxmlRefusal, type Cause } from './refusal';
import { checkValue, isAttributeValue, isXmlText } from './values';

const MI = 1024 * 1024;

/** An element that is open. */
interface Frame {
	name: string;
	facts: ElementFacts;
	/** Of aggregates and references. */
	block?: Block;
	/** The child read last. */
	after?: string;
	builder: RecordBuilder | undefined;
	attributes: Record<string, string>;
	text: string;
	/** Whether an element that is sent empty clears a field. */
	mayClear: boolean;
}

const ROOT: ElementFacts = {
	type: 'OBJ',
	block: 'QBXML',
	isMacro: false,
	isRepeatable: false,
	isRequired: true,
	isMixed: false,
	attributes: new Map(),
};

/** How many elements are open around a record: the root, the set and the message. */
const RECORD_DEPTH = 3;

/**
 * Reads a document and holds it against the schema at once, element by element: content models as automata, values by
 * their facets. Nothing is repaired. A text may come in pieces.
 */
export class Validator {
	private readonly parser = new SaxesParser({ xmlns: false, position: false });
	private readonly frames: Frame[] = [];
	private readonly kind: 'request' | 'response';
	private grammar: Grammar | undefined;
	private readonly prolog = new Prolog();
	private isClosed = false;
	private length = 0;
	private readonly document: QbxmlDocument = { set: '', attributes: {}, messages: [] };

	constructor(private readonly options: ValidatorOptions = {}) {
		this.kind = options.kind ?? 'request';
		const { parser } = this;
		parser.on('error', (error) => this.refuse('notWellFormed', error.message));
		parser.on('doctype', () => this.refuse('notWellFormed', 'it has a document type'));
		parser.on('xmldecl', () => this.instruction('xml', ''));
		parser.on('processinginstruction', ({ target, body }) => this.instruction(target, body));
		parser.on('opentag', ({ name, attributes }) => this.open(name, attributes));
		parser.on('closetag', () => this.close());
		parser.on('text', (text) => this.text(text));
		parser.on('cdata', (text) => this.text(text));
	}

	/** @throws QbxmlRefusal */
	write(piece: string): void {
		this.length += piece.length;
		const maximum = this.options.maximumLength ?? (this.kind === 'request' ? 32 * MI : 512 * MI);
		if (this.length > maximum) this.refuse('tooLarge', `more than ${maximum} characters`);
		this.prolog.see(piece);
		this.parser.write(piece);
	}

	/**
	 * @returns the document, without its records where `onRecord` took them.
	 * @throws QbxmlRefusal
	 */
	end(): QbxmlDocument {
		this.parser.close();
		if (!this.isClosed) this.refuse('notWellFormed', 'it has no root element');
		return { ...this.document, version: this.prolog.version };
	}

	private get path(): string {
		return this.frames.map(({ name }) => name).join('/');
	}

	private refuse(fault: Cause, detail: string, at?: string): never {
		const path = at === undefined ? this.path : [this.path, at].filter(Boolean).join('/');
		throw new QbxmlRefusal(fault, path, detail);
	}

	private instruction(name: string, body: string): void {
		if (this.frames.length > 0 || this.isClosed) {
			this.refuse('envelope', `<?${name}?> stands inside or behind the document`);
		}
		const fault = this.prolog.take(name, body);
		if (fault) this.refuse(...fault);
	}

	/** The grammar of the version that the document names. */
	private grammarOf(): Grammar {
		const { edition, maximumVersion = 16, version = 14 } = this.options;
		if (this.kind === 'response')
			return Grammar.of(Number(this.prolog.version ?? version), edition);
		const fault = this.prolog.faultOf(maximumVersion);
		if (fault) this.refuse(...fault);
		return Grammar.of(Number(this.prolog.version), edition);
	}

	private open(name: string, attributes: Record<string, string>): void {
		const parent = this.frames[this.frames.length - 1];
		if (parent === undefined) this.openRoot(name, attributes);
		else this.openChild(parent, name, attributes);
	}

	private openRoot(name: string, attributes: Record<string, string>): void {
		if (this.isClosed) this.refuse('notWellFormed', 'it has two root elements');
		if (name !== 'QBXML') this.refuse('envelope', 'the root is not QBXML', name);
		this.grammar = this.grammarOf();
		this.push(name, ROOT, attributes, false);
	}

	private openChild(parent: Frame, name: string, attributes: Record<string, string>): void {
		const { block, builder } = parent;
		if (!block || !builder)
			this.refuse('unknownElement', `${parent.name} holds a value only`, name);
		const facts = block.elements.get(name);
		if (!facts)
			this.refuse(block.absent.get(name) ?? 'unknownElement', `not in ${block.name}`, name);
		if (!block.automaton.allows(parent.after, name)) {
			const isTwice = !facts.isRepeatable && Object.hasOwn(builder.record, name);
			const next = block.automaton.next(parent.after).join(', ') || 'nothing';
			this.refuse(isTwice ? 'repeated' : 'order', `expected ${next}`, name);
		}
		if (this.frames.length === 1) this.openSet(name);
		parent.after = name;
		const opensMod = this.frames.length === RECORD_DEPTH && `${name}Rq` === parent.name;
		this.push(name, facts, attributes, parent.mayClear || (opensMod && name.endsWith('Mod')));
	}

	private openSet(name: string): void {
		const isRequest = name.endsWith('Rq');
		if (isRequest !== (this.kind === 'request')) {
			this.refuse('envelope', `it is no ${this.kind}`, name);
		}
		this.document.set = name;
	}

	private push(
		name: string,
		facts: ElementFacts,
		attributes: Record<string, string>,
		mayClear: boolean,
	): void {
		const block = this.blockOf(facts);
		this.frames.push({
			name,
			facts,
			block,
			builder: block && new RecordBuilder(),
			attributes,
			text: '',
			mayClear,
		});
		this.checkAttributes(facts, attributes);
	}

	private blockOf({ type, block, max }: ElementFacts): Block | undefined {
		if (type === 'REF') return referenceBlock(max);
		if (type !== 'OBJ' || block === undefined) return undefined;
		const isRecord = this.frames.length === RECORD_DEPTH && block.endsWith('Ret');
		return this.grammar!.block(block, isRecord && this.options.isPartial);
	}

	private checkAttributes(facts: ElementFacts, attributes: Record<string, string>): void {
		for (const name in attributes) {
			const known = attributeNamed(facts, name);
			if (!known) this.refuse('attribute', `${name} is not known`);
			if (!isAttributeValue(known.type, known.values, attributes[name])) {
				this.refuse('attribute', `${name} cannot be "${attributes[name]}"`);
			}
		}
		for (const [name, { isRequired }] of facts.attributes) {
			if (isRequired && !Object.hasOwn(attributes, name)) {
				this.refuse('attribute', `${name} is missing`);
			}
		}
	}

	private text(text: string): void {
		const frame = this.frames[this.frames.length - 1];
		if (frame === undefined) return;
		if (!frame.block && frame.facts.type !== 'EMPTY') {
			frame.text += text;
			return;
		}
		if (text.trim() !== '') this.refuse('unexpectedText', `"${text.trim().slice(0, 50)}"`);
	}

	private close(): void {
		const frame = this.frames[this.frames.length - 1];
		const record = frame.block && this.recordOf(frame, frame.block);
		const depth = this.frames.length - 1;
		if (depth === 0) this.isClosed = true;
		else if (depth === 1) this.document.attributes = frame.attributes;
		else if (depth === 2) {
			const { name, attributes } = frame;
			this.document.messages.push({ name, attributes, content: record! });
		} else this.put(frame, record ? this.aggregate(frame, record) : this.scalar(frame));
		this.frames.pop();
	}

	private put({ name, facts }: Frame, value: QbValue): void {
		const { onRecord } = this.options;
		const depth = this.frames.length - 1;
		const isRecord = this.kind === 'response' && depth === RECORD_DEPTH && name.endsWith('Ret');
		if (onRecord && isRecord) onRecord(name, value as QbRecord);
		else this.frames[depth - 1].builder!.put(name, facts, value);
	}

	private recordOf({ builder, after }: Frame, block: Block): QbRecord {
		if (!block.automaton.mayEnd(after)) {
			this.refuse('missing', `expected ${block.automaton.next(after).join(', ')}`);
		}
		return builder!.whole();
	}

	private aggregate({ facts, attributes }: Frame, record: QbRecord): QbValue {
		Object.assign(record, attributesAsMembers(attributes));
		if (this.kind === 'response' || Object.keys(record).length > 0) return record;
		if (facts.type === 'REF' && facts.isRequired) this.refuse('empty', 'it names nothing');
		return null;
	}

	private scalar({ facts, text, attributes, mayClear }: Frame): QbValue {
		if (facts.type === 'EMPTY') return attributesAsMembers(attributes);
		if (facts.isMacro && Object.hasOwn(attributes, 'useMacro')) {
			if (text !== '') this.refuse('unexpectedText', 'a macro stands for the value');
			return attributesAsMembers(attributes);
		}
		if (text === '') return this.nothing(facts, mayClear);
		if (!isXmlText(text)) this.refuse('notWellFormed', 'it has a character that XML does not have');
		checkValue(facts, text, () => this.path);
		return facts.type === 'BOOL' ? (BOOLEANS[text] ?? text) : text;
	}

	/** Nothing can stand for text, and in a change for whatever may be missing. */
	private nothing({ type, isRequired }: ElementFacts, mayClear: boolean): QbValue {
		if (this.kind === 'response' && type === 'STR') return '';
		if (isRequired || (type !== 'STR' && !mayClear)) this.refuse('empty', 'it has no value');
		return null;
	}
}

/** QuickBooks reads numbers too. */
const BOOLEANS: Readonly<Record<string, string>> = { '0': 'false', '1': 'true' };

const USE_MACRO: AttributeFacts = { type: 'MACRO', isRequired: false };

function attributeNamed(facts: ElementFacts, name: string): AttributeFacts | undefined {
	return name === 'useMacro' && facts.isMacro ? USE_MACRO : facts.attributes.get(name);
}

function attributesAsMembers(attributes: Record<string, string>): QbRecord {
	return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [`@${name}`, value]));
}
