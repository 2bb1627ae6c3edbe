import type { Edition, Target } from '../qbxml';
import type { Instance } from '../store';

/** The newest version of qbXML that the schema of the gateway describes. */
const NEWEST = 14;
/** All that can be connected speak it: QuickBooks 2014 and newer. */
const LEAST = '13.0';

const EDITIONS: readonly Edition[] = ['AU', 'CA', 'UK', 'US'];

/**
 * @param instance with what the company told in its first session, where there was one
 * @returns the QuickBooks behind it, as requests are written for it
 */
export function quickBooksOf({ facts }: Pick<Instance, 'facts'>): Target & { edition: Edition } {
	const { qbxmlVersions = [], country = '' } = facts.connector.company ?? {};
	return {
		version: qbxmlVersions.filter((each) => Number(each) <= NEWEST).at(-1) ?? LEAST,
		edition: EDITIONS.find((each) => each === country) ?? 'US',
	};
}
