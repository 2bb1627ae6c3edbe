/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import {
	createSourceFile,
	isNoSubstitutionTemplateLiteral,
	isStringLiteral,
	isTemplateExpression,
	ScriptTarget,
	type Node,
} from 'typescript';

/** What stands for a part that varies, in the pages and in the texts of the code. */
const VARIES = '…';

/** Fewer letters than these would fit anything. */
const FEWEST_LETTERS = 7;

function textsOf(file: string): string[] {
	const source = createSourceFile(file, readFileSync(file, 'utf8'), ScriptTarget.ES2022, true);
	const texts: string[] = [];
	const visit = (node: Node): void => {
		if (isStringLiteral(node) || isNoSubstitutionTemplateLiteral(node)) {
			texts.push(node.text);
		} else if (isTemplateExpression(node)) {
			const tails = node.templateSpans.map(({ literal }) => literal.text);
			texts.push([node.head.text, ...tails].join(VARIES));
		}
		node.forEachChild(visit);
	};
	visit(source);
	return texts;
}

/** Every text that stands in the code below the folders, with "…" where a value is put in. */
export function textsIn(folders: string[]): string[] {
	const files = folders.flatMap((folder) =>
		readdirSync(folder, { recursive: true, encoding: 'utf8' })
			.filter((file) => file.endsWith('.ts'))
			.map((file) => path.join(folder, file)),
	);
	return [...new Set(files.flatMap(textsOf))].filter(hasLetters);
}

function hasLetters(text: string): boolean {
	return text.replace(/[^a-z]/gi, '').length >= FEWEST_LETTERS;
}

/** Each text of the code is held against each message. */
const patterns = new Map<string, RegExp>();

function fits(text: string, given: string): boolean {
	const pattern = patterns.get(text) ?? patternOf(text);
	patterns.set(text, pattern);
	return pattern.test(given);
}

function patternOf(text: string): RegExp {
	const parts = text.split(VARIES).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
	return new RegExp(`^${parts.join('.+')}$`, 's');
}

/**
 * Whether the code can say a message: a text of the code with its varying parts filled in, or one that the message
 * shortens with "…".
 */
export function isSaid(message: string, texts: readonly string[]): boolean {
	return texts.some((text) => fits(text, message) || (hasLetters(message) && fits(message, text)));
}
