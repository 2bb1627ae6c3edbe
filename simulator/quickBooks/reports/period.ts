/** Days as `yyyy-mm-dd`, so that they compare as text. */
export interface Period {
	from: string;
	to: string;
}

/** Before everything. */
export const BEGINNING = '0001-01-01';

const dayOf = (date: Date) => date.toISOString().slice(0, 10);
const at = (day: string) => new Date(`${day}T00:00:00Z`);

export const yearOf = (day: string) => Number(day.slice(0, 4));
export const yearPeriod = (year: number): Period => ({
	from: `${String(year).padStart(4, '0')}-01-01`,
	to: `${String(year).padStart(4, '0')}-12-31`,
});

/** So many days later. */
export function daysLater(day: string, days: number): string {
	return dayOf(new Date(at(day).getTime() + days * 86_400_000));
}

/** How many days the second day is after the first. */
export function daysBetween(first: string, second: string): number {
	return Math.round((at(second).getTime() - at(first).getTime()) / 86_400_000);
}

/** The same period a year before; the 29th of February becomes the 28th. */
export function yearBefore({ from, to }: Period): Period {
	const earlier = (day: string) => {
		const year = String(yearOf(day) - 1).padStart(4, '0');
		return `${year}${day.slice(4)}`.replace(/-02-29$/, '-02-28');
	};
	return { from: earlier(from), to: earlier(to) };
}

export const within = (day: string, { from, to }: Period) => day >= from && day <= to;

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const monthOf = (day: string) => Number(day.slice(5, 7));

/** `Jan 17`, as QuickBooks heads a month. */
export const monthTitle = (day: string) => `${MONTHS[monthOf(day) - 1]} ${day.slice(2, 4)}`;

/** `Jan - Mar 17`, as QuickBooks heads a quarter. */
export function quarterTitle(day: string): string {
	const first = Math.floor((monthOf(day) - 1) / 3) * 3;
	return `${MONTHS[first]} - ${MONTHS[first + 2]} ${day.slice(2, 4)}`;
}

/** `Jan 1 - 7, 17`: the week from Monday on that a day is in. */
export function weekTitle(day: string): string {
	const weekday = (at(day).getUTCDay() + 6) % 7;
	return `Week of ${dayTitle(daysLater(day, -weekday))}`;
}

/** `Jan 5, 17`. */
export const dayTitle = (day: string) =>
	`${MONTHS[monthOf(day) - 1]} ${Number(day.slice(8))}, ${day.slice(2, 4)}`;

/** `January through` … in words of our own: the dates as they are. */
export const periodTitle = ({ from, to }: Period) =>
	from === BEGINNING ? `Through ${dayTitle(to)}` : `${dayTitle(from)} through ${dayTitle(to)}`;
