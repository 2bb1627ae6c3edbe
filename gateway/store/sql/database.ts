export type SqlValue = number | string | null;

export type Row = Record<string, SqlValue>;

/** Runs a statement with `?` for its values. @returns its rows; those of `returning`, for a change */
export type Sql = (statement: string, values?: readonly SqlValue[]) => Promise<Row[]>;

/** `synced`: on disk when the transaction has ended. `soon`: after a power cut the last of these can be missing. */
export type Durability = 'soon' | 'synced';

/** A relational database, as far as the store needs one. */
export interface Database {
	readonly dialect: 'postgres' | 'sqlite';
	/** Carries out all of the work or, where it throws, none. */
	transaction<T>(durability: Durability, work: (sql: Sql) => Promise<T>): Promise<T>;
	/** Whether an error means that a unique value is taken. */
	isTaken(error: unknown): boolean;
	close(): Promise<void>;
}
