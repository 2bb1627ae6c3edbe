import { parser, type QualifiedTag, type SAXOptions } from 'sax';

/** An element with what is in it. */
export interface XmlElement {
	/** Without its prefix. */
	name: string;
	/** Its namespace; empty for none. */
	uri: string;
	/** By their names without prefix; those that declare namespaces are left out. */
	attributes: Readonly<Record<string, string>>;
	children: XmlElement[];
	/** The text in it, but not that of its children. */
	text: string;
}

const OPTIONS: SAXOptions & { strictEntities: boolean } = { xmlns: true, strictEntities: true };

function elementOf({ local, uri, attributes }: QualifiedTag): XmlElement {
	const own = Object.values(attributes).filter(
		({ prefix, name }) => prefix !== 'xmlns' && name !== 'xmlns',
	);
	return {
		name: local,
		uri,
		attributes: Object.fromEntries(own.map(({ local: name, value }) => [name, value])),
		children: [],
		text: '',
	};
}

/**
 * Reads a small document whole.
 *
 * @returns its root.
 * @throws Error where it is not well-formed, or has a document type, which .NET does not take from a stranger.
 */
export function readXml(text: string): XmlElement {
	const reader = parser(true, OPTIONS);
	const open: XmlElement[] = [];
	let root: XmlElement | undefined;
	reader.onerror = ({ message }) => {
		throw new Error(message.split('\n')[0]);
	};
	reader.ondoctype = () => {
		throw new Error('For security reasons DTD is prohibited in this XML document.');
	};
	reader.onopentag = (tag) => {
		const element = elementOf(tag as QualifiedTag);
		open.at(-1)?.children.push(element);
		if (open.length === 0 && root) throw new Error('There are multiple root elements.');
		root ??= element;
		open.push(element);
	};
	reader.onclosetag = () => void open.pop();
	const take = (part: string) => {
		const element = open.at(-1);
		if (element) element.text += part;
		else if (part.trim() !== '') throw new Error('Data at the root level is invalid.');
	};
	reader.ontext = take;
	reader.oncdata = take;
	reader.write(text.replace(/^\uFEFF/, '')).close();
	if (!root) throw new Error('Root element is missing.');
	return root;
}

const ESCAPES: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'\r': '&#xD;',
};

/** @returns text as .NET writes it into an element. */
export const escapeText = (text: string) =>
	text.replace(/[&<>\r]/g, (character) => ESCAPES[character]);

/** @returns the first child of a name, in whatever namespace. */
export const childNamed = (element: XmlElement | undefined, name: string) =>
	element?.children.find((child) => child.name === name);
