import { ApiError } from '../../errors';

export interface Token {
	kind: 'name' | 'text' | 'bare' | 'operator' | 'end';
	/** Without quotes and escapes. */
	value: string;
	position: number;
}

/** The status is the reference's suggestion, the wording ours: nothing is known of it. */
export const badCeql = (why: string, position: number) =>
	new ApiError(400, `Invalid where clause: ${why} at position ${position + 1}.`);

/** Quotes are escaped by doubling or by a backslash; any other backslash is itself (our choice: not documented). */
const TEXT = /'((?:''|\\'|\\(?!')|[^'\\])*)'/y;
/** Backticks keep a dotted name together (documented). */
const QUOTED_NAME = /`([^`]+)`/y;
const NAME = /[A-Za-z_][\w.]*/y;
/** Numbers, and dates that were left bare (documented sample). */
const BARE = /-?\d[\w.:+-]*/y;
const OPERATOR = /!=|<=|>=|[=<>(),]/y;
const SPACE = /\s+/y;

function match(pattern: RegExp, text: string, position: number): RegExpExecArray | null {
	pattern.lastIndex = position;
	return pattern.exec(text);
}

function next(text: string, position: number): [Token, number] {
	const token = (kind: Token['kind'], value: string, length: number): [Token, number] => [
		{ kind, value, position },
		position + length,
	];
	const quoted = match(TEXT, text, position);
	if (quoted) return token('text', quoted[1].replace(/''|\\'/g, "'"), quoted[0].length);
	const backtick = match(QUOTED_NAME, text, position);
	if (backtick) return token('name', backtick[1], backtick[0].length);
	const plain: Array<[Token['kind'], RegExp]> = [
		['name', NAME],
		['bare', BARE],
		['operator', OPERATOR],
	];
	for (const [kind, pattern] of plain) {
		const found = match(pattern, text, position);
		if (found) return token(kind, found[0], found[0].length);
	}
	if (text[position] === "'") throw badCeql('a quoted value has no end', position);
	throw badCeql(`unexpected "${text[position]}"`, position);
}

/** @throws ApiError 400 at the first thing that is none. */
export function tokensOf(text: string): Token[] {
	const tokens: Token[] = [];
	let position = 0;
	for (;;) {
		position += match(SPACE, text, position)?.[0].length ?? 0;
		if (position >= text.length) return [...tokens, { kind: 'end', value: '', position }];
		const [token, after] = next(text, position);
		tokens.push(token);
		position = after;
	}
}
