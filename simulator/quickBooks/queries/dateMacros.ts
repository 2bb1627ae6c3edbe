import { DateTime, type DateTimeUnit } from 'luxon';

/** A period of days, `yyyy-MM-dd`, both of them in it; undefined is open. */
export interface Days {
	from?: string;
	to?: string;
}

const WEEK: DateTimeUnit = 'week';

/** The period that a unit around a day makes. QuickBooks' weeks begin on Sunday, its fiscal year in a month of its own. */
function unitAround(day: DateTime, unit: string, fiscalMonth: number): [DateTime, DateTime] {
	if (unit === 'Week') {
		const start = day.plus({ days: 1 }).startOf(WEEK).minus({ days: 1 });
		return [start, start.plus({ days: 6 })];
	}
	const shift = unit.startsWith('Fiscal') ? fiscalMonth - 1 : 0;
	const length = unit.replace(/^(Fiscal|Calendar)/, '').toLowerCase() as
		| 'month'
		| 'quarter'
		| 'year';
	const start = day.minus({ months: shift }).startOf(length).plus({ months: shift });
	return [start, start.plus({ [`${length}s`]: 1 }).minus({ days: 1 })];
}

const NAME = /^(This|Last|Next)(Week|Month|(?:Calendar|Fiscal)(?:Quarter|Year))(ToDate)?$/;

/**
 * @param macro a value of `DateMacro`.
 * @param today `yyyy-MM-dd`.
 * @param fiscalMonth in which the fiscal year begins, 1 to 12.
 * @throws Error for a macro that qbXML does not have.
 */
export function daysOf(macro: string, today: string, fiscalMonth: number): Days {
	const now = DateTime.fromISO(today, { zone: 'utc' });
	const days = (from: DateTime, to: DateTime): Days => ({
		from: from.toISODate()!,
		to: to.toISODate()!,
	});
	if (macro === 'All') return {};
	if (macro === 'Today') return days(now, now);
	if (macro === 'Yesterday') return days(now.minus({ days: 1 }), now.minus({ days: 1 }));
	if (macro === 'NextFourWeeks') {
		const [, end] = unitAround(now, 'Week', fiscalMonth);
		return days(end.plus({ days: 1 }), end.plus({ days: 28 }));
	}
	const [, which, unit, toDate] = NAME.exec(macro) ?? [];
	if (which === undefined) throw new Error(`qbXML has no date macro ${macro}.`);
	const step = unit.endsWith('Week')
		? { weeks: 1 }
		: unit.endsWith('Month')
			? { months: 1 }
			: unit.endsWith('Quarter')
				? { months: 3 }
				: { years: 1 };
	const around = which === 'Last' ? now.minus(step) : which === 'Next' ? now.plus(step) : now;
	const [start, end] = unitAround(around, unit, fiscalMonth);
	return days(start, toDate ? around : end);
}
