import type { Instance, InstanceDraft, InstanceKey, InstanceSecrets } from '../instances';
import type { Vault } from '../vault';
import type { Row, Sql, SqlValue } from './database';

const COLUMNS = 'id, created_at_ms, username, facts, secrets';

/** Instances as rows. What is secret is sealed for the user name beside it, which never changes. */
export class InstanceTable {
	constructor(private readonly vault: Vault) {}

	async add(sql: Sql, draft: InstanceDraft): Promise<Instance> {
		const [{ id }] = await sql(
			`insert into instances (created_at_ms, username, token_digest, link_digest, facts, secrets)
			values (?, ?, ?, ?, ?, ?) returning id`,
			[draft.createdAtMs, draft.facts.connector.username, ...this.columns(draft)],
		);
		return { ...draft, id: Number(id) };
	}

	async get(sql: Sql, id: number, lock = ''): Promise<Instance | undefined> {
		const [row] = await sql(`select ${COLUMNS} from instances where id = ?${lock}`, [id]);
		return row && this.read(row);
	}

	async find(sql: Sql, key: InstanceKey): Promise<Instance | undefined> {
		const [column, value] =
			'username' in key
				? ['username', key.username]
				: 'token' in key
					? ['token_digest', this.vault.digest(key.token, 'token')]
					: ['link_digest', this.vault.digest(key.link, 'link')];
		const [row] = await sql(`select ${COLUMNS} from instances where ${column} = ?`, [value]);
		return row && this.read(row);
	}

	async all(sql: Sql): Promise<Instance[]> {
		const rows = await sql(`select ${COLUMNS} from instances order by id`);
		return rows.map((row) => this.read(row));
	}

	async replace(sql: Sql, id: number, draft: InstanceDraft): Promise<void> {
		await sql(
			'update instances set token_digest = ?, link_digest = ?, facts = ?, secrets = ? where id = ?',
			[...this.columns(draft), id],
		);
	}

	async remove(sql: Sql, id: number): Promise<boolean> {
		const rows = await sql('delete from instances where id = ? returning id', [id]);
		return rows.length > 0;
	}

	private columns({ facts, secrets }: InstanceDraft): SqlValue[] {
		const { token, link } = secrets;
		return [
			this.vault.digest(token, 'token'),
			link === undefined ? null : this.vault.digest(link, 'link'),
			JSON.stringify(facts),
			this.vault.seal(JSON.stringify(secrets), place(facts.connector.username)),
		];
	}

	private read(row: Row): Instance {
		const secrets = this.vault.open(String(row.secrets), place(String(row.username)));
		return {
			id: Number(row.id),
			createdAtMs: Number(row.created_at_ms),
			facts: JSON.parse(String(row.facts)) as Instance['facts'],
			secrets: JSON.parse(secrets) as InstanceSecrets,
		};
	}
}

const place = (username: string): string => `instance ${username}`;
