import { requireOpenPeriod } from '../books/closing';
import type { CompanyFile } from '../books/companyFile';
import { followName, named, requireFreeName, requireParent } from '../lists/naming';
import { withReferences } from '../lists/references';
import { objectNamed } from '../objects';
import { has, merged, rowsOf, without, type QbRecord } from '../record';
import { notFound } from '../refusals/status';
import { depositLines } from '../transactions/deposits';
import { lineRequests, linesAfter } from '../transactions/lines';
import { creditsOf, requireCreditsFit, SETTLING } from '../transactions/settling';
import { totals } from '../transactions/totals';
import { converted } from './convert';
import { requireValues } from './cleared';
import { withBlocks } from './defaults';
import { requireRules } from './rules';
import { modified, touchLinked } from './touch';
import { giveBack } from './trim';
import type { Write } from './write';

/** The record with an id. */
export function requireRecord(file: CompanyFile, name: string, id: string): QbRecord {
	const record = file.get(name, id);
	if (!record) throw notFound(id);
	return record;
}

/** Lists in a record that a flag of the request empties. */
function cleared(given: QbRecord): QbRecord {
	return given.ClearItemsInGroup === 'true'
		? { ItemGroupLine: null, ItemInventoryAssemblyLine: null }
		: {};
}

/** Members of which a record has only one: the one that is given takes the place of the other. */
const INSTEAD: ReadonlyArray<readonly [given: string, gone: string]> = [
	['DiscountRate', 'DiscountRatePercent'],
	['DiscountRatePercent', 'DiscountRate'],
	['PriceLevelFixedPercentage', 'PriceLevelPerItemRet'],
	['PriceLevelPerItemRet', 'PriceLevelFixedPercentage'],
];

function withoutRival(record: QbRecord, given: QbRecord): QbRecord {
	const gone = INSTEAD.filter(([member]) => has(given, member)).map(([, rival]) => rival);
	return gone.length === 0 ? record : without(record, gone);
}

/**
 * Changes a record, or refuses as QuickBooks would. That its `EditSequence` is the current one has been seen before.
 *
 * @param given the content of `…Mod`, with its id; `null` empties a member.
 * @throws StatusError
 */
export function changeRecord(file: CompanyFile, name: string, given: QbRecord, at: Date): QbRecord {
	const object = objectNamed(name);
	const old = requireRecord(file, name, String(given.ListID ?? given.TxnID));
	const write: Write = { file, object, on: 'Mod', at };
	requireValues(object, given);
	const asked = withReferences(file, name, without(given, ['ListID', 'TxnID', 'EditSequence']));
	const result = file.without(name, old, () => {
		const told = without(asked, [...lineRequests(write), ...SETTLING]);
		const header = converted(write, old, told);
		const lines = { ...cleared(asked), ...linesAfter(write, old, depositLines(write, asked)) };
		const settled = creditsOf(file, name, old, asked);
		const rest = merged(merged(merged(withoutRival(old, header), header), lines), settled);
		const record = withBlocks(named(object, rest));
		requireOpenPeriod(file, name, 3171, old.TxnDate, record.TxnDate);
		requireFreeName(file, object, record, old);
		requireParent(file, object, record);
		requireRules(write, record, old, asked);
		const whole = merged(record, totals(file, name, record, asked));
		requireCreditsFit(file, name, whole);
		return { ...whole, ...modified(old, at) };
	});
	file.replace(name, old, result);
	if (object.kind === 'list') followName(file, object, old, result);
	else giveBack(file, name, result, at);
	touchLinked(file, result, rowsOf(old, 'AppliedToTxnRet'), at);
	file.isChanged = true;
	return requireRecord(file, name, String(result.ListID ?? result.TxnID));
}
