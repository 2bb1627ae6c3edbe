import type { JsonRecord } from '../record';
import { blockOf, type Block, type Element } from '../schema/elements';

/** An element that is being read. */
interface Frame {
	name: string;
	element?: Element;
	block?: Block;
	/** Undefined as long as nothing but text was found. */
	members?: JsonRecord;
	text: string;
	attributes: Record<string, string>;
}

/** An element named `__proto__` is a member like any other. */
function setMember(record: JsonRecord, name: string, value: unknown): void {
	if (name !== '__proto__') record[name] = value;
	else Object.defineProperty(record, name, { value, enumerable: true, writable: true });
}

/** Whatever can be repeated is a list; what should not be there twice becomes one, so that nothing is lost. */
export function addMember(record: JsonRecord, name: string, value: unknown, isList: boolean): void {
	const has = Object.prototype.hasOwnProperty.call(record, name);
	const present = has ? record[name] : undefined;
	if (Array.isArray(present)) present.push(value);
	else if (has) setMember(record, name, [present, value]);
	else setMember(record, name, isList ? [value] : value);
}

/** What an element holds: its members, its attributes where it has nothing else, or its text. */
function valueOf({ element, members, text, attributes }: Frame): unknown {
	if (members) return members;
	const attributed = attributes.useMacro !== undefined || element?.type === 'EMPTY';
	if (attributed) return { ...attributes };
	const isContainer = element?.type === 'OBJ' || element?.type === 'REF';
	return isContainer && text.trim() === '' ? {} : text;
}

/**
 * Builds JSON from the elements below one element. What the schema does not know is kept: as text, as an object where
 * there are elements in it, as a list where it comes again.
 */
export class Tree {
	private readonly frames: Frame[];

	/** The ids of the lines in the order of the document. */
	readonly lineOrder: string[] = [];

	constructor(name: string, block: Block | undefined) {
		this.frames = [{ name, block, members: {}, text: '', attributes: {} }];
	}

	open(name: string, attributes: Record<string, string>): void {
		const parent = this.frames[this.frames.length - 1];
		parent.members ??= {};
		parent.text = '';
		const element = parent.block?.byName.get(name);
		this.frames.push({ name, element, block: element && blockOf(element), text: '', attributes });
	}

	text(part: string): void {
		const frame = this.frames[this.frames.length - 1];
		if (!frame.members) frame.text += part;
	}

	/** @returns whether the element was the outermost one, so that the tree is complete */
	close(): boolean {
		if (this.frames.length === 1) return true;
		const frame = this.frames.pop()!;
		const parent = this.frames[this.frames.length - 1];
		const value = valueOf(frame);
		addMember(parent.members!, frame.name, value, frame.element?.repeated ?? false);
		if (frame.name === 'TxnLineID' && typeof value === 'string' && parent.name !== 'LinkToTxn') {
			this.lineOrder.push(value);
		}
		return false;
	}

	get record(): JsonRecord {
		return this.frames[0].members!;
	}
}
