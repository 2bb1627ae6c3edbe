import type { BulkGeneration } from './bulk/status';
import type { ReportShape } from './reports';

/** How the parts of the service behave that are documented twice or not at all. Tests change it at any time. */
export interface FinanceSettings {
	/** The shape of a report's columns and rows, which is not documented. */
	reportShape: ReportShape;
	/** Which of the two documented spellings bulk answers have. */
	bulkGeneration: BulkGeneration;
	/** How the older generation says that a job is done: both are documented. */
	bulkDoneWord: 'COMPLETE' | 'COMPLETED';
	/** Time until a bulk job starts, in milliseconds of the sandbox's clock. */
	bulkStartMs: number;
	/** Time that a bulk job takes once it runs, in milliseconds of the sandbox's clock. */
	bulkRunMs: number;
	/** What a download is when JSON is asked for: lines, as the service was seen to send, or one array. */
	bulkJsonAs: 'array' | 'lines';
	/** Off: every bulk call is refused with 400 (observed of elements without bulk). */
	bulkEnabled: boolean;
}

export const DEFAULT_SETTINGS: Readonly<FinanceSettings> = {
	reportShape: 'reportRet',
	bulkGeneration: 2,
	bulkDoneWord: 'COMPLETED',
	bulkStartMs: 20,
	bulkRunMs: 100,
	bulkJsonAs: 'lines',
	bulkEnabled: true,
};
