import { Grammar } from '../../../simulator/qbxml/grammar';
import { daysOf } from '../../../simulator/quickBooks/queries/dateMacros';

const TODAY = '2024-03-13';
const macros = [...Grammar.of(14).block('TxnDateRangeFilter').elements.get('DateMacro')!.values!];

test.each<[string, string | undefined, string | undefined]>([
	['All', undefined, undefined],
	['Today', '2024-03-13', '2024-03-13'],
	['Yesterday', '2024-03-12', '2024-03-12'],
	['ThisWeek', '2024-03-10', '2024-03-16'],
	['ThisWeekToDate', '2024-03-10', '2024-03-13'],
	['LastWeek', '2024-03-03', '2024-03-09'],
	['LastWeekToDate', '2024-03-03', '2024-03-06'],
	['NextWeek', '2024-03-17', '2024-03-23'],
	['NextFourWeeks', '2024-03-17', '2024-04-13'],
	['ThisMonth', '2024-03-01', '2024-03-31'],
	['LastMonth', '2024-02-01', '2024-02-29'],
	['LastMonthToDate', '2024-02-01', '2024-02-13'],
	['ThisCalendarQuarter', '2024-01-01', '2024-03-31'],
	['LastCalendarQuarter', '2023-10-01', '2023-12-31'],
	['ThisCalendarYearToDate', '2024-01-01', '2024-03-13'],
	['ThisFiscalYear', '2023-05-01', '2024-04-30'],
	['NextFiscalYear', '2024-05-01', '2025-04-30'],
	['ThisFiscalQuarter', '2024-02-01', '2024-04-30'],
	['LastFiscalYearToDate', '2022-05-01', '2023-03-13'],
])('%s is from %s to %s', (macro, from, to) => {
	expect(daysOf(macro, TODAY, 5)).toEqual(from === undefined ? {} : { from, to });
});

test('a Sunday begins its week', () => {
	expect(daysOf('ThisWeek', '2024-03-10', 1)).toEqual({ from: '2024-03-10', to: '2024-03-16' });
});

test('every macro of qbXML is known', () => {
	expect(macros.length).toBeGreaterThan(30);
	for (const macro of macros) expect(() => daysOf(macro, TODAY, 1)).not.toThrow();
});
