import { requireOpenPeriod } from '../books/closing';
import { secondsOf, timeText, type CompanyFile } from '../books/companyFile';
import { requireFreeName, requireParent, named } from '../lists/naming';
import { withReferences } from '../lists/references';
import { objectNamed } from '../objects';
import { merged, without, type QbRecord } from '../record';
import { guidTaken } from '../refusals/status';
import { depositLines } from '../transactions/deposits';
import { lineRequests, linesAfter } from '../transactions/lines';
import { withOrders } from '../transactions/orders';
import { creditsOf, refundRows, requireCreditsFit, SETTLING } from '../transactions/settling';
import { totals } from '../transactions/totals';
import { converted } from './convert';
import { defaults, withBlocks } from './defaults';
import { openingTransaction } from './opening';
import { requireRules } from './rules';
import { touchLinked } from './touch';
import type { Write } from './write';

const withoutNothing = (record: QbRecord): QbRecord =>
	Object.fromEntries(
		Object.entries(record).filter(([, value]) => value !== null && value !== undefined),
	);

/**
 * Stores a new record, or refuses as QuickBooks would.
 *
 * @param given the content of `…Add`.
 * @throws StatusError
 */
export function addRecord(file: CompanyFile, name: string, given: QbRecord, at: Date): QbRecord {
	const object = objectNamed(name);
	const write: Write = { file, object, on: 'Add', at };
	const guid = given.ExternalGUID;
	if (guid && guid !== '0' && file.withGuid(name, guid)) throw guidTaken(String(guid));
	const asked = withOrders(write, withReferences(file, name, given));
	const header = withoutNothing(
		converted(write, {}, without(asked, [...lineRequests(write), ...SETTLING])),
	);
	requireOpenPeriod(file, name, 3161, header.TxnDate ?? at.toISOString().slice(0, 10));
	const time = timeText(at);
	const base: QbRecord = {
		[object.kind === 'list' ? 'ListID' : 'TxnID']: file.newId(name, at),
		TimeCreated: time,
		TimeModified: time,
		EditSequence: String(secondsOf(at)),
		...defaults(write, header),
		...header,
	};
	const lines = {
		...linesAfter(write, {}, depositLines(write, asked)),
		...refundRows(file, base, asked),
		...creditsOf(file, name, base, asked),
	};
	const record = withBlocks(named(object, merged(base, lines)));
	requireFreeName(file, object, record);
	requireParent(file, object, record);
	requireRules(write, record, undefined, asked);
	const result = merged(record, totals(file, name, record, asked));
	requireCreditsFit(file, name, result);
	if (result.ExternalGUID === '0') delete result.ExternalGUID;
	const opening = openingTransaction(file, object, result, asked, at);
	if (opening) {
		requireOpenPeriod(file, opening.name, 3161, opening.given.TxnDate);
		delete result.QuantityOnHand;
	}
	file.add(name, result);
	if (opening) addRecord(file, opening.name, opening.given, at);
	touchLinked(file, result, [], at);
	file.isChanged = true;
	return result;
}
