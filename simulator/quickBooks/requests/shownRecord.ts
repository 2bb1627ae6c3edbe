import { OBJECTS } from '../../qbxml/grammar';
import { rowsOf, textOf, type QbRecord } from '../../qbxml/record';
import type { Context } from '../session/context';
import { Extensions } from './extensions';
import { idOf } from './objects';

/** What of a record an answer shows. */
export interface Shown {
	lines: boolean;
	/** `LinkedTxn`. */
	links: boolean;
	/** Whose custom fields. */
	owners: readonly string[];
}

/** An Add or Mod is answered with the whole record, but without custom fields. */
export const WHOLE: Shown = { lines: true, links: true, owners: [] };

/** What only an application that may see personal data is shown. */
export const PERSONAL = ['SSN'];

const LINKS = 'LinkedTxn';

const FOREIGN = /^(CurrencyRef|ExchangeRate)$|InHomeCurrency$/;

const inHomeCurrency = (record: QbRecord): QbRecord =>
	Object.fromEntries(Object.entries(record).filter(([member]) => !FOREIGN.test(member)));

/** @returns a record without what was not asked for, with its custom fields. */
export function shownRecord(
	{ company, settings }: Context,
	object: string,
	record: QbRecord,
	{ lines, links, owners }: Shown,
): QbRecord {
	const { lines: kinds = [], links: linked = [] } = OBJECTS[object] ?? {};
	const hidden = [
		...(lines ? [] : [...kinds, ...linked].filter((name) => name !== LINKS)),
		...(links ? [] : [LINKS]),
		...(settings.mayReadPersonalData ? [] : PERSONAL),
	];
	const shown = settings.featuresOff.includes('multiCurrency')
		? inHomeCurrency(record)
		: { ...record };
	for (const name of hidden) delete shown[name];
	if (owners.length === 0) return shown;
	const extensions = new Extensions(company);
	const id = idOf(record);
	shown.DataExtRet = extensions.shown(object, id, owners);
	for (const kind of kinds) {
		if (!(kind in shown)) continue;
		shown[kind] = rowsOf(shown, kind).map((row) => ({
			...row,
			DataExtRet: extensions.shown(object, id, owners, textOf(row, 'TxnLineID')),
		}));
	}
	return shown;
}
