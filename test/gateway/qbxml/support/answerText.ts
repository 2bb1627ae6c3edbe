import type { JsonRecord } from '../../../../gateway/qbxml';
import {
	blockOf,
	isChoice,
	schema,
	type Block,
	type Entry,
} from '../../../../gateway/qbxml/schema/elements';

const escape = (text: string) =>
	text.replace(/[&<>]/g, (each) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[each]!);

/** Line ends in attributes are kept only as references. */
const escapeAttribute = (text: string) =>
	escape(text).replace(/["\n\t]/g, (each) => `&#${each.charCodeAt(0)};`);

const attributesOf = (record: JsonRecord) =>
	Object.entries(record)
		.filter(([name]) => name.startsWith('@'))
		.map(([name, value]) => ` ${name.slice(1)}="${escapeAttribute(String(value))}"`)
		.join('');

const listed = (value: unknown): unknown[] =>
	value === undefined ? [] : Array.isArray(value) ? value : [value];

function elements(entries: readonly Entry[], record: JsonRecord): string {
	return entries
		.map((entry) => {
			if (isChoice(entry)) return entry.branches.map((branch) => elements(branch, record)).join('');
			const block = blockOf(entry);
			return listed(record[entry.name])
				.map((value) => {
					if (!block && entry.type !== 'EMPTY') {
						return `<${entry.name}>${escape(String(value))}</${entry.name}>`;
					}
					const inner = block ? elements(block.entries, value as JsonRecord) : '';
					return `<${entry.name}${attributesOf(value as JsonRecord)}>${inner}</${entry.name}>`;
				})
				.join('');
		})
		.join('\n');
}

/** An answer to a request as QuickBooks writes it: white space between elements, one element in a line. */
export function answerWith(message: string, { entries }: Block, record: JsonRecord): string {
	const set = `${schema.messages[message].set ?? 'QBXML'}MsgsRs`;
	return `<?xml version="1.0" ?>
<QBXML>
<${set}>
<${message}Rs requestID="7" statusCode="0" statusSeverity="Info" statusMessage="Status OK">
${elements(entries, record)}
</${message}Rs>
</${set}>
</QBXML>
`;
}
