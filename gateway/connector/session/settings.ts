/** How sessions of the Web Connector are held. */
export interface SessionSettings {
	/** How long `sendRequestXML` waits for work before it says that there is none. */
	holdMs: number;
	/** After so long without work a session ends, so that the company file is free. */
	quietMs: number;
	/** After so long a session ends anyway. */
	sessionMs: number;
	/** A session without a call for so long is given up for another log-in. */
	staleMs: number;
	/** Whether a person has to say that the books are the right ones before anything is written. */
	asksForCompany: boolean;
}

export const USUAL_SETTINGS: SessionSettings = {
	holdMs: 3_000,
	quietMs: 20_000,
	sessionMs: 300_000,
	staleMs: 120_000,
	asksForCompany: true,
};
