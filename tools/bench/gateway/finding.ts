/** What was measured, and what was wanted. */
export interface Finding {
	what: string;
	measured: string;
	aim: string;
	isMet: boolean;
}
