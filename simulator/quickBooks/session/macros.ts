import { isAggregate, type QbRecord, type QbValue } from '../../qbxml/record';
import { StatusError } from '../statusError';

const NAME = /^[A-Za-z]+:[A-Za-z0-9_.-]+$/;
/** A guess: how long a name may be is not published. */
const MAXIMUM = 128;

/** Names that requests of a message set give to what they add, for later ones of the same set. */
export class Macros {
	private readonly ids = new Map<string, string>();

	/** @throws StatusError where the name is none, or is taken. */
	check(name: string): void {
		if (name.length > MAXIMUM) throw new StatusError(9100, `The macro name "${name}" is too long.`);
		if (!NAME.test(name)) throw new StatusError(9101, `The macro name "${name}" is invalid.`);
		if (this.ids.has(name)) {
			throw new StatusError(9102, `The macro name "${name}" is defined more than once.`);
		}
	}

	define(name: string, id: string): void {
		this.ids.set(name, id);
	}

	/**
	 * @returns the request with ids in the place of macros.
	 * @throws StatusError 9103 where one is not defined.
	 */
	resolved(record: QbRecord): QbRecord {
		const one = (value: QbValue): QbValue => {
			if (Array.isArray(value)) return (value as QbValue[]).map(one) as QbRecord[];
			if (!isAggregate(value)) return value;
			const name = value['@useMacro'];
			return typeof name === 'string' ? this.idOf(name) : this.resolved(value);
		};
		return Object.fromEntries(
			Object.entries(record).map(([name, value]) => [
				name,
				value === undefined ? undefined : one(value),
			]),
		);
	}

	private idOf(name: string): string {
		const id = this.ids.get(name);
		if (id !== undefined) return id;
		throw new StatusError(9103, `The macro "${name}" is not defined.`);
	}
}
