/**
 * A request that QuickBooks answers with a status other than 0: it becomes `statusCode`, `statusSeverity` and
 * `statusMessage` of that one response.
 */
export class StatusError extends Error {
	/**
	 * @param code qbXML status code: 500 to 999 is a warning, from 1000 on an error.
	 * @param message QuickBooks' text, as the client will read it.
	 */
	constructor(
		readonly code: number,
		message: string,
	) {
		super(message);
	}
}
