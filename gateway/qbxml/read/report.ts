import type { JsonRecord } from '../record';
import { addMember } from './tree';

interface Frame {
	name: string;
	record: JsonRecord;
	text: string;
}

const LISTS = ['ColData', 'ColDesc', 'ColTitle'];

/** Elements that hold text; all others hold attributes and elements. */
const isText = ({ record, text }: Frame) => Object.keys(record).length === 0 && text.trim() !== '';

/**
 * Builds a report from a ReportRet: attributes as members, and its rows of all kinds in one list in the order of the
 * report, each with its `type`. Empty cells are not there, as in qbXML: a cell is placed by its `colID`.
 */
export class ReportTree {
	private readonly frames: Frame[] = [{ name: 'ReportRet', record: {}, text: '' }];

	private readonly rows: JsonRecord[] = [];

	readonly lineOrder: string[] = [];

	open(name: string, attributes: Record<string, string>): void {
		const inRows = this.frames[this.frames.length - 1].name === 'ReportData';
		const cells = name === 'ColDesc' ? { ColTitle: [] } : inRows ? { ColData: [] } : {};
		const type = inRows ? { type: name } : {};
		this.frames.push({ name, record: { ...type, ...attributes, ...cells }, text: '' });
	}

	text(part: string): void {
		this.frames[this.frames.length - 1].text += part;
	}

	close(): boolean {
		if (this.frames.length === 1) return true;
		const frame = this.frames.pop()!;
		const { name, record } = frame;
		const parent = this.frames[this.frames.length - 1];
		parent.text = '';
		if (parent.name === 'ReportData') this.rows.push(record);
		else if (name !== 'ReportData') {
			const value = isText(frame) || this.isScalar(frame) ? frame.text : record;
			addMember(parent.record, name, value, LISTS.includes(name));
		}
		return false;
	}

	/** An empty element directly in the report is an empty text. */
	private isScalar({ name, record }: Frame): boolean {
		return Object.keys(record).length === 0 && this.frames.length === 1 && name !== 'ColDesc';
	}

	get record(): JsonRecord {
		return { ...this.frames[0].record, Rows: this.rows };
	}
}
