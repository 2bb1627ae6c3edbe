import { RESOURCES } from '../../../nodes/QuickBooksEnterprise/catalogue/resources';
import { objectFacts, writeDocument, writeRequest, type JsonRecord } from '../../../gateway/qbxml';
import { OBJECTS } from '../../../simulator/qbxml/grammar';
import { rowsOf, textOf, type QbRecord } from '../../../simulator/qbxml/record';
import { seedCompany } from '../../../simulator/quickBooks';
import { QuickBooks } from '../../../simulator/quickBooks/quickBooks';
import { samples, sayAbsent } from '../../catalogue/source';
import { request } from '../qbxml/documents';
import { repliesIn } from './shelf';

const session = new QuickBooks(seedCompany()).openSession();

/** Members of the vendor's records that qbXML of Desktop knows nowhere. */
const UNKNOWN: Readonly<Record<string, string[]>> = {
	'item-receipts create': ['ItemType'],
	'journal-entries update': ['Memo'],
};

function send(object: string, operation: 'add' | 'mod', record: JsonRecord) {
	const message = writeRequest({ object, operation, record, version: '14.0' });
	const text = writeDocument([message], { version: '14.0', onError: 'stopOnError' });
	const [reply] = repliesIn(session.run(text), '14.0');
	return { ...reply, record: reply.content[`${object}Ret`] as QbRecord | undefined };
}

const without = (record: JsonRecord, members: string[]): JsonRecord =>
	Object.fromEntries(Object.entries(record).filter(([member]) => !members.includes(member)));

/** The vendor's tests put ids of what is there in the place of `xxxxx`, and of lines that they had added before. */
function filled(record: JsonRecord, ids: { ListID: string; TxnID: string; TxnLineID?: string }) {
	const text = JSON.stringify(record)
		.replaceAll('"ListID":"xxxxx"', `"ListID":"${ids.ListID}"`)
		.replaceAll('"TxnID":"xxxxx"', `"TxnID":"${ids.TxnID}"`);
	const isLineKnown = ids.TxnLineID !== undefined;
	return JSON.parse(
		isLineKnown ? text.replace(/"TxnLineID":"[^"]*"/g, `"TxnLineID":"${ids.TxnLineID}"`) : text,
	) as JsonRecord;
}

/** An invoice that can be paid, with its customer. */
function openInvoice() {
	const query =
		'<InvoiceQueryRq><MaxReturned>1</MaxReturned><PaidStatus>NotPaidOnly</PaidStatus></InvoiceQueryRq>';
	const [{ content }] = repliesIn(session.run(request(query)), '14.0');
	const [{ TxnID, CustomerRef }] = content.InvoiceRet as QbRecord[];
	return { TxnID: String(TxnID), ListID: String((CustomerRef as QbRecord).ListID) };
}

test("the vendor's payloads are written, taken and done", async () => {
	const found = await samples();
	if (!found) {
		sayAbsent("The vendor's payloads were");
		return;
	}
	const answers: string[] = [];
	for (const { path, qbObject, operations } of RESOURCES) {
		const { create, update } = found[path] ?? {};
		if (!create || !operations.includes('create')) continue;
		const { ItemType: type, ...product } = create;
		const object = qbObject === 'Item' ? String(type) : qbObject;
		const given = qbObject === 'Item' ? product : create;
		const ids = openInvoice();
		const sent = without(given as JsonRecord, UNKNOWN[`${path} create`] ?? []);
		const added = send(object, 'add', filled(sent, ids));
		answers.push(`${path} create ${added.code} ${added.code === '0' ? '' : added.message}`);
		if (!update || !operations.includes('update') || !added.record) continue;
		const key = OBJECTS[object].key!;
		const { [key]: id, EditSequence } = added.record;
		const change = without(update as JsonRecord, [
			...(UNKNOWN[`${path} update`] ?? []),
			'ItemType',
		]);
		const [line] = (OBJECTS[object].lines ?? []).flatMap((kind) => rowsOf(added.record!, kind));
		const lineId = line && textOf(line, 'TxnLineID');
		const changed = send(object, 'mod', {
			...filled(change, { ...ids, TxnLineID: lineId }),
			[key]: id,
			EditSequence,
		} as JsonRecord);
		answers.push(`${path} update ${changed.code} ${changed.code === '0' ? '' : changed.message}`);
		expect(objectFacts(object)!.key).toBe(key);
	}
	expect(answers.filter((answer) => !/ 0 $/.test(answer))).toEqual([]);
	expect(answers.length).toBeGreaterThan(40);
});
