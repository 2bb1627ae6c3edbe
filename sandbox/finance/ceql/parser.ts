import { badCeql, tokensOf, type Token } from './tokens';

export type Operator = '=' | '!=' | '<' | '>' | '<=' | '>=' | 'LIKE' | 'IN';

export type Expression =
	| { type: 'and' | 'or'; sides: Expression[] }
	/** Several values only of IN. */
	| { type: 'compare'; field: string; operator: Operator; values: string[] }
	| { type: 'isNull'; field: string };

const COMPARISONS = ['=', '!=', '<', '>', '<=', '>='];

/** Operators are documented; words may be in lower case (observed). AND binds closer than OR (our choice). */
class Parser {
	private at = 0;

	constructor(private readonly tokens: Token[]) {}

	whole(): Expression {
		const expression = this.or();
		if (this.current().kind !== 'end') throw this.unexpected();
		return expression;
	}

	private or(): Expression {
		const sides = [this.and()];
		while (this.takeWord('OR')) sides.push(this.and());
		return sides.length === 1 ? sides[0] : { type: 'or', sides };
	}

	private and(): Expression {
		const sides = [this.single()];
		while (this.takeWord('AND')) sides.push(this.single());
		return sides.length === 1 ? sides[0] : { type: 'and', sides };
	}

	private single(): Expression {
		if (this.takeOperator('(')) {
			const inner = this.or();
			this.needOperator(')');
			return inner;
		}
		if (this.current().kind !== 'name') throw this.unexpected();
		const field = this.take().value;
		if (this.takeWord('IS')) {
			if (!this.takeWord('NULL')) throw this.unexpected();
			return { type: 'isNull', field };
		}
		if (this.takeWord('LIKE')) {
			return { type: 'compare', field, operator: 'LIKE', values: [this.value()] };
		}
		if (this.takeWord('IN')) return { type: 'compare', field, operator: 'IN', values: this.list() };
		if (this.current().kind !== 'operator' || !COMPARISONS.includes(this.current().value)) {
			throw this.unexpected();
		}
		const operator = this.take().value as Operator;
		return { type: 'compare', field, operator, values: [this.value()] };
	}

	private list(): string[] {
		this.needOperator('(');
		const values = [this.value()];
		while (this.takeOperator(',')) values.push(this.value());
		this.needOperator(')');
		return values;
	}

	private value(): string {
		const { kind, value } = this.current();
		const isValue = kind === 'text' || kind === 'bare' || /^(true|false)$/i.test(value);
		if (!isValue) throw this.unexpected();
		return this.take().value;
	}

	private current(): Token {
		return this.tokens[this.at];
	}

	private take(): Token {
		const token = this.current();
		this.at += 1;
		return token;
	}

	private takeWord(word: string): boolean {
		const isIt = this.current().kind === 'name' && this.current().value.toUpperCase() === word;
		if (isIt) this.at += 1;
		return isIt;
	}

	private takeOperator(operator: string): boolean {
		const isIt = this.current().kind === 'operator' && this.current().value === operator;
		if (isIt) this.at += 1;
		return isIt;
	}

	private needOperator(operator: string): void {
		if (!this.takeOperator(operator)) throw this.unexpected();
	}

	private unexpected() {
		const { kind, value, position } = this.current();
		return badCeql(kind === 'end' ? 'unexpected end' : `unexpected "${value}"`, position);
	}
}

/**
 * A where clause as a tree.
 *
 * @throws ApiError 400 when it is none.
 */
export function parseCeql(text: string): Expression {
	return new Parser(tokensOf(text)).whole();
}
