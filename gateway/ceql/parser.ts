/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a server of its own may have dependencies */
import { generate, type parser, type Parser } from 'peggy';
import { ApiError } from '../api/errors';
import { CEQL_GRAMMAR } from './grammar';

export type Operator = '=' | '!=' | '<' | '>' | '<=' | '>=' | 'LIKE' | 'IN';

export type Expression =
	| { type: 'and' | 'or'; sides: Expression[] }
	/** Several values only of IN. */
	| { type: 'compare'; field: string; operator: Operator; values: string[] }
	| { type: 'isNull'; field: string };

/** Made when the first clause comes: not every test needs it. */
let made: Parser | undefined;

/** The status is the reference's suggestion, the wording ours: nothing is known of it. */
function refuse(error: unknown): never {
	// The stack is full.
	if ((error as Error).name === 'RangeError') {
		throw new ApiError(400, 'Invalid where clause: too many parentheses.');
	}
	if (!(error instanceof made!.SyntaxError)) throw error;
	const { message, expected, found, location } = error as parser.SyntaxError;
	const unexpected = found === null ? 'unexpected end' : `unexpected "${found}"`;
	// Without expectations it is a text of the grammar's own.
	const why = expected ? unexpected : message;
	const position = location.start.offset + 1;
	throw new ApiError(400, `Invalid where clause: ${why} at position ${position}.`);
}

/**
 * A where clause as a tree; values are without quotes and escapes.
 *
 * @throws ApiError 400 when it is none, with the position of the first character that does not fit.
 */
export function parseCeql(text: string): Expression {
	made ??= generate(CEQL_GRAMMAR);
	try {
		return made.parse(text) as Expression;
	} catch (error) {
		return refuse(error);
	}
}
