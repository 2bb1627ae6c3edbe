/* eslint-disable @n8n/community-nodes/require-node-api-error -- these errors never reach a node */
import { ApiError } from '../api/errors';
import { recordIdOf, writeCustomFields, type JsonRecord, type RetRecord } from '../qbxml';
import { answerTo } from './failure';
import { targetOf, type CompanyPort } from './port';
import { requireDone } from './refusal';

/** A record that was written, while not all that belongs to it was done. */
export class PartlyDone extends ApiError {
	/**
	 * @param details `recordId`, and where there are more requests which of them were `done`
	 * @param cause what ended it. Repeating the whole could do something twice, so its outcome is unknown.
	 */
	constructor(
		readonly details: { recordId: string; done?: readonly string[] },
		cause: ApiError,
		what: string,
	) {
		super(
			cause.status,
			`The record ${details.recordId} was written, but not ${what}. ${cause.message}`,
			cause.providerMessage,
			'unknown',
		);
	}
}

/**
 * Brings the custom fields of a record that was just written to their values: QuickBooks takes them one by one.
 *
 * @param written the record as QuickBooks gave it back
 * @param body what the caller wants
 * @param before the record as it was; left out for one that is new
 * @returns whether there was anything to do
 * @throws PartlyDone where one of them fails
 */
export async function setCustomFields(
	port: CompanyPort,
	written: RetRecord,
	body: JsonRecord,
	before?: RetRecord,
): Promise<boolean> {
	const { object } = written;
	const id = recordIdOf(written);
	const messages = writeCustomFields({
		object,
		id,
		record: body,
		present: before,
		...targetOf(port),
		newRequestId: () => port.newRequestId(true),
	});
	const done = [before ? `${object}Mod` : `${object}Add`];
	for (const [index, message] of messages.entries()) {
		try {
			requireDone(await port.run(message));
		} catch (error) {
			const cause = answerTo(error);
			if (!cause) throw error;
			const what = `all of its custom fields: ${index} of ${messages.length} were`;
			throw new PartlyDone({ recordId: id, done }, cause, what);
		}
		done.push(message.name);
	}
	return messages.length > 0;
}
