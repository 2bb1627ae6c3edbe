/**
 * What the person at the computer has done so far, as far as it shows before the first log-in. Only the setup page
 * reads it, so it is kept in memory: opening a link must change nothing that lasts.
 */
export class SetupProgress {
	/** Whether the `.qwc` file was asked for since the gateway started. */
	isDownloaded = false;

	/** Whether the last log-in of the Web Connector had a wrong password. */
	hasWrongPassword = false;
}
