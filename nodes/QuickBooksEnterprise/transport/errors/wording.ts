/** What a user reads: what happened and what to do, in one line, and how to mend it. */
export interface Wording {
	message: string;
	mend: string;
}
