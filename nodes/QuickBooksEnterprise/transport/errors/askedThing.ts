import { saysMissing } from './quickBooksStatus';

/** What a request is about, as far as its address tells. */
export interface AskedThing {
	/** What it is, one word or more in lower case and in the singular: "instance", "sales receipt". */
	noun: string;
	/** Its id; without it all of its kind are meant. */
	id?: string;
	/** Whether it is asked for through an instance. */
	isHub: boolean;
	/** Whether it has to be there: a new one has not. */
	mayBeMissing: boolean;
	/** Whether something is written to it that could be refused for another reason, such as a reference in it. */
	isWritten: boolean;
}

/**
 * @param method - The method of a request.
 * @param segments - The parts of its path, as `ApiRequest` has them.
 */
export function askedThing(method: string, segments: readonly string[]): AskedThing {
	const isHub = segments[0] === 'hubs';
	const path = isHub ? segments.slice(2) : segments;
	// `bulk/{job}/status` is about the job, `bulk/{job}/errors` about the errors, `customers/{id}/notes` about the notes.
	const isJob = isHub && path[0] === 'bulk' && path[2] !== 'errors';
	const isEven = path.length % 2 === 0;
	const [collection, id] = isJob
		? ['bulk jobs', path[1]]
		: isEven
			? path.slice(-2)
			: path.slice(path[0] === 'instances' && path.length > 1 ? 0 : -1);
	return {
		noun: singular(collection ?? ''),
		id,
		isHub,
		mayBeMissing: method !== 'POST',
		isWritten: method === 'PATCH' || method === 'PUT',
	};
}

/** What lists may call what they hold, whatever it is. */
const ANYTHING = new Set(['record', 'result', 'entry', 'item', 'object', 'match', 'data', 'row']);

/** What leads up to the thing itself. */
const LEADING = /^(?:the|such|any|matching|more|requested|specified|given|element|quickbooks) /;

const FOUND_NONE =
	/^no (.{1,80}?) (?:(?:was|were|could be) )?found(?:,? (?:with|for|by|having) (?:the )?(?:given )?(?:key or )?id:?\s*["']?([^"'\s]+?)["']?)?\.?$/i;
const NOT_THERE =
	/^(?:the )?(.{1,80}?)(?: (?:with (?:the )?)?(?:id:? ?)?["']?([^"'\s]*\d[^"'\s]*?)["']?)? (?:(?:was |is |could |can)?not (?:be )?found|does not exist|no longer exists|(?:was|has been) deleted)\.?$/i;

/**
 * Whether an answer says in so many words that exactly the thing that was asked for is not there: for an id that it is
 * gone, for a list that it is empty. The service answers an empty list with 404 and "No … found" (observed), and what is
 * missing with "No … found with ID …" (documented for accounts). A 404 alone says nothing: a proxy gives it, too, and a
 * wrong address. What QuickBooks says counts whatever the HTTP status.
 *
 * @param serviceMessage - The service's own text.
 * @param text - All that was said, QuickBooks' text too.
 */
export function isSaidToBeMissing(
	asked: AskedThing,
	status: number,
	serviceMessage: string | undefined,
	text: string,
): boolean {
	if (!asked.mayBeMissing) return false;
	if (asked.isHub && saysMissing(text, asked.id, asked.isWritten)) return true;
	if (status !== 404 && status !== 410) return false;
	const message = serviceMessage ?? '';
	const match =
		FOUND_NONE.exec(message) ?? (asked.id === undefined ? null : NOT_THERE.exec(message));
	const [, said = '', id] = match ?? [];
	// "No account found with ID 7" says nothing about a list of accounts.
	if (said === '' || (id !== undefined && id !== asked.id)) return false;
	return isNamed(said, asked, id !== undefined);
}

function isNamed(said: string, { noun, id }: AskedThing, byId: boolean): boolean {
	let named = singular(said);
	while (LEADING.test(named)) named = named.replace(LEADING, '');
	const words = named.split(' ');
	if (words.length > 1 && ANYTHING.has(words[words.length - 1]))
		named = words.slice(0, -1).join(' ');
	if (named === noun) return true;
	// "Object not found" could be said of the address.
	if (ANYTHING.has(named)) return id === undefined || byId;
	return noun.endsWith(` ${named}`);
}

/** A noun as it is compared: in words, in the singular, in lower case. */
function singular(noun: string): string {
	const words = noun
		.trim()
		.replace(/([a-z])([A-Z])/g, '$1 $2')
		.replace(/[-_\s]+/g, ' ')
		.toLowerCase();
	return words
		.replace(/ies$/, 'y')
		.replace(/(ss|x|ch|sh)es$/, '$1')
		.replace(/([^s])s$/, '$1');
}
