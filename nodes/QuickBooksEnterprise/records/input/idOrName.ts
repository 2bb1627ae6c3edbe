import type { Members } from '../../catalogue/validation/walk';
import { isRecord } from '../../common/json/isRecord';
import { settle } from '../../common/settle';
import { RequestFailure } from '../../transport/errors/failure';
import { unknownReference } from '../../transport/errors/quickBooksStatus';

/**
 * Writes a record whose references may be IDs or names of the same form, such as an item named `10-1002000000`: what
 * exists decides. QuickBooks refuses a reference to an ID that it does not have (3140), so nothing was done then, and
 * the text is tried as a name.
 *
 * @param idLike The texts that could be either, as they were filled in.
 * @param write Sends the record; called again with names in place of IDs.
 */
export async function byIdOrName<T>(
	given: Members,
	idLike: ReadonlySet<string>,
	write: (given: Members) => Promise<T>,
): Promise<T> {
	const open = new Set(idLike);
	let current = given;
	for (;;) {
		const ended = await settle(write(current));
		if (ended.ok) return ended.value;
		const { error } = ended;
		const name = error instanceof RequestFailure ? unknownReference(error.details.text) : undefined;
		if (name === undefined || !open.delete(name)) throw error;
		current = named(current, name) as Members;
	}
}

/** A record whose references to an ID are references to a name. */
function named(value: unknown, text: string): unknown {
	if (Array.isArray(value)) return value.map((each) => named(each, text));
	if (!isRecord(value)) return value;
	const members = Object.entries(value);
	if (members.length === 1 && value.ListID === text) return { FullName: text };
	return Object.fromEntries(members.map(([name, each]) => [name, named(each, text)]));
}
