import { Grammar, OBJECTS } from '../../../simulator/qbxml/grammar';
import { rowsOf, type QbRecord } from '../../../simulator/qbxml/record';
import { validate } from '../../../simulator/qbxml/validate';
import { Writer } from '../../../simulator/qbxml/writer';
import { seedCompany } from '../../../simulator/quickBooks';
import { QuickBooks } from '../../../simulator/quickBooks/quickBooks';
import type { Session } from '../../../simulator/quickBooks/session/session';
import { request } from '../qbxml/documents';

const grammar = Grammar.of(14);

/** What a request was answered: its status, and the records in it. */
export interface Answer {
	code: string;
	message: string;
	content: QbRecord;
	/** The first record. */
	record: QbRecord;
}

/** A reference by full name. */
export const named = (FullName: string): QbRecord => ({ FullName });

/** The example company behind its language: every request is text, and every answer is held against the schema. */
export class Office {
	private at = Date.parse('2018-01-15T09:00:00Z');
	readonly company = seedCompany({ now: () => new Date(this.at) });
	readonly session: Session = new QuickBooks(this.company).openSession();

	/** Lets time go by. */
	wait(seconds: number): void {
		this.at += seconds * 1000;
	}

	/** Sends one message. */
	ask(name: string, content: QbRecord): Answer {
		const inner = new Writer({ grammar }).content(`${name}Rq`, content);
		return this.send(`<${name}Rq>${inner}</${name}Rq>`);
	}

	/** Sends the text of one message. */
	send(message: string): Answer {
		const text = this.session.run(request(message));
		const [answer] = validate(text, { kind: 'response' }).messages;
		const [first] = Object.entries(answer.content)
			.filter(([member]) => member.endsWith('Ret'))
			.map(([, value]) => (Array.isArray(value) ? value[0] : value));
		return {
			code: answer.attributes.statusCode,
			message: answer.attributes.statusMessage ?? '',
			content: answer.content,
			record: (first ?? {}) as QbRecord,
		};
	}

	/** Adds a record; fails when that is refused. */
	add(object: string, content: QbRecord): QbRecord {
		const answer = this.ask(`${object}Add`, { [`${object}Add`]: content });
		expect(`${answer.code} ${answer.message}`).toBe('0 Status OK');
		return answer.record;
	}

	/** Changes a record as it is now. */
	mod(object: string, id: unknown, content: QbRecord): Answer {
		const { EditSequence } = this.read(object, id);
		const key = OBJECTS[object].key!;
		const members = { [key]: String(id), EditSequence, ...content };
		return this.ask(`${object}Mod`, { [`${object}Mod`]: members });
	}

	/** Changes a record; fails when that is refused. */
	change(object: string, id: unknown, content: QbRecord): QbRecord {
		const answer = this.mod(object, id, content);
		expect(`${answer.code} ${answer.message}`).toBe('0 Status OK');
		return answer.record;
	}

	/** Which status an Add gets. */
	statusOf(object: string, content: QbRecord): string {
		return this.ask(`${object}Add`, { [`${object}Add`]: content }).code;
	}

	/** A record by its id, with lines and links. */
	read(object: string, id: unknown): QbRecord {
		const key = OBJECTS[object].key!;
		return this.query(object, { [key]: [String(id)] })[0];
	}

	/** The records of a query. */
	query(object: string, content: QbRecord = {}): QbRecord[] {
		const { elements } = grammar.block(`${object}QueryRq`);
		const more = ['IncludeLineItems', 'IncludeLinkedTxns'].filter((member) => elements.has(member));
		const shown = Object.fromEntries(more.map((member) => [member, 'true']));
		const { content: found } = this.ask(`${object}Query`, { ...content, ...shown });
		return Object.keys(found).flatMap((member) => rowsOf(found, member));
	}

	/** The record with a full name. */
	find(object: string, fullName: string): QbRecord {
		const [found] = this.query(object, { FullName: [fullName] });
		if (!found) throw new Error(`There is no ${object} "${fullName}".`);
		return found;
	}

	/** What an account comes to, in its own direction. */
	balance(account: string): string {
		return String(this.find('Account', account).Balance);
	}

	/** Which status a deletion gets. */
	remove(object: string, id: unknown): string {
		const isList = OBJECTS[object].key === 'ListID';
		const answer = isList
			? this.ask('ListDel', { ListDelType: object, ListID: String(id) })
			: this.ask('TxnDel', { TxnDelType: object, TxnID: String(id) });
		return answer.code;
	}

	/** Which status a void gets. */
	void(object: string, id: unknown): string {
		return this.ask('TxnVoid', { TxnVoidType: object, TxnID: String(id) }).code;
	}

	/** What all accounts come to: debits less credits of the whole ledger, in cents. */
	trial(): bigint {
		const { file } = this.company;
		return file
			.all('Account')
			.reduce((total, { ListID }) => total + file.ledger.accounts.of(String(ListID)), 0n);
	}
}
