import { labelOf } from '../labels';

/** Where in a record something stands: for the reader, and as a key. */
export class Place {
	private constructor(
		/** Path within the record or line, as the catalogue has it. */
		readonly path: string,
		private readonly key: string,
		private readonly row: string,
	) {}

	static readonly record = new Place('', '', '');

	/**
	 * A row of a kind of line.
	 *
	 * @param label The group's label.
	 * @param key The member that holds its rows.
	 * @param index The row, counted from zero.
	 */
	static row(label: string, key: string, index: number): Place {
		return new Place('', `${key}[${index}]`, `${label}, row ${index + 1}: `);
	}

	member(name: string): Place {
		const join = (before: string) => (before === '' ? name : `${before}.${name}`);
		return new Place(join(this.path), join(this.key), this.row);
	}

	/** One of a repeated group, counted from zero. */
	at(index: number): Place {
		return new Place(this.path, `${this.key}[${index}]`, this.row);
	}

	/** The key in the record's JSON. */
	get jsonPath(): string {
		return this.key;
	}

	get label(): string {
		return this.row + labelOf(this.path);
	}

	/** "Bill Address: Line 1 (BillAddress.Addr1)". */
	get named(): string {
		return `${this.label} (${this.key})`;
	}
}
