/** The first and the last day of a period, `yyyy-MM-dd`, both in it. */
export interface Period {
	start: string;
	end: string;
}

/**
 * The periods that QuickBooks Desktop offers above its reports, in its order (documented as `ReportDateMacro`, qbXML 14).
 * The service takes days alone (documented), so the node works them out.
 */
export const PERIOD_PRESETS = [
	['Today', 'Today'],
	['ThisWeek', 'This Week'],
	['ThisWeekToDate', 'This Week to Date'],
	['ThisMonth', 'This Month'],
	['ThisMonthToDate', 'This Month to Date'],
	['ThisFiscalQuarter', 'This Fiscal Quarter'],
	['ThisFiscalQuarterToDate', 'This Fiscal Quarter to Date'],
	['ThisFiscalYear', 'This Fiscal Year'],
	['ThisFiscalYearToDate', 'This Fiscal Year to Date'],
	['Yesterday', 'Yesterday'],
	['LastWeek', 'Last Week'],
	['LastWeekToDate', 'Last Week to Date'],
	['LastMonth', 'Last Month'],
	['LastMonthToDate', 'Last Month to Date'],
	['LastFiscalQuarter', 'Last Fiscal Quarter'],
	['LastFiscalQuarterToDate', 'Last Fiscal Quarter to Date'],
	['LastFiscalYear', 'Last Fiscal Year'],
	['LastFiscalYearToDate', 'Last Fiscal Year to Date'],
	['NextWeek', 'Next Week'],
	['NextFourWeeks', 'Next Four Weeks'],
	['NextMonth', 'Next Month'],
	['NextFiscalQuarter', 'Next Fiscal Quarter'],
	['NextFiscalYear', 'Next Fiscal Year'],
] as const;

/** The value of a preset in workflows. */
export type PeriodPreset = (typeof PERIOD_PRESETS)[number][0];

const DAY_MS = 86_400_000;
const STEPS: Readonly<Record<string, number>> = { This: 0, Last: -1, Next: 1 };
const MONTHS: Readonly<Record<string, number>> = { Month: 1, FiscalQuarter: 3, FiscalYear: 12 };
const FORM = /^(This|Last|Next)(Week|Month|FiscalQuarter|FiscalYear)(ToDate)?$/;

/**
 * The days of a preset.
 *
 * @param today `yyyy-MM-dd`.
 * @param fiscalMonth In which the fiscal year begins, 1 to 12.
 */
export function periodOf(preset: PeriodPreset, today: string, fiscalMonth: number): Period {
	const now = Date.parse(`${today}T00:00:00Z`);
	const days = (from: number, to: number) => ({ start: dayText(from), end: dayText(to) });
	if (preset === 'Today') return days(now, now);
	if (preset === 'Yesterday') return days(now - DAY_MS, now - DAY_MS);
	// QuickBooks' weeks begin on Sunday.
	const sunday = now - new Date(now).getUTCDay() * DAY_MS;
	if (preset === 'NextFourWeeks') return days(sunday + 7 * DAY_MS, sunday + 34 * DAY_MS);
	const [, which, unit, toDate] = FORM.exec(preset)!;
	const step = STEPS[which];
	if (unit === 'Week') {
		const first = sunday + step * 7 * DAY_MS;
		return days(first, toDate ? now + step * 7 * DAY_MS : first + 6 * DAY_MS);
	}
	const length = MONTHS[unit];
	const date = new Date(now);
	const month = date.getUTCFullYear() * 12 + date.getUTCMonth();
	const isFiscal = unit.startsWith('Fiscal');
	// Months since a fiscal year began tell how many of the unit have passed.
	const passed = isFiscal ? (((month - (fiscalMonth - 1)) % length) + length) % length : 0;
	const first = month - passed + step * length;
	const end = toDate
		? sameDayOf(month + step * length, date.getUTCDate())
		: firstDayOf(first + length) - DAY_MS;
	return days(firstDayOf(first), end);
}

function dayText(ms: number): string {
	return new Date(ms).toISOString().slice(0, 10);
}

/** @param month Counted from the year 0. */
function firstDayOf(month: number): number {
	return Date.UTC(Math.floor(month / 12), month % 12, 1);
}

/** The same day of another month, or its last one. */
function sameDayOf(month: number, day: number): number {
	const last = firstDayOf(month + 1) - DAY_MS;
	return Math.min(firstDayOf(month) + (day - 1) * DAY_MS, last);
}
