import type { Period } from './period';

/** A report that is asked for, with what narrows it. */
export interface ReportRequest {
	/** As qbXML calls it: `ProfitAndLossStandard`. */
	type: string;
	/** What QuickBooks writes above it. */
	title: string;
	/** Filter → its values; those of enumerations are the words of qbXML. */
	values: ReadonlyMap<string, readonly string[]>;
	period: Period;
	/** Today, `yyyy-mm-dd`. */
	today: string;
}
