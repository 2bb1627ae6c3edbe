import { reportFamily } from '../../gateway/qbxml';
import { loadFields } from '../../nodes/QuickBooksEnterprise/catalogue/fields';
import { REPORTS } from '../../nodes/QuickBooksEnterprise/catalogue/reports';
import { RESOURCES } from '../../nodes/QuickBooksEnterprise/catalogue/resources';
import { differences, unnamed } from './support/againstSchema';

/**
 * The catalogue comes from tables of qbXML 13, the gateway's schema from the annotated sample of qbXML 14: each holds the
 * other. What differs stands here, with its reason.
 */
const DIFFERENT: ReadonlyArray<readonly [reason: string, what: RegExp]> = [
	['the node fetches it before an update', /^\w+ EditSequence is required on update$/],
	[
		'the service tells kinds of items apart by it (observed); it is no member of qbXML',
		/^product ItemType is unknown on (create|update)$/,
	],
	[
		'the service takes these members of a line as they are read, where qbXML groups them (observed)',
		/^inventoryAdjustment\.itemLines (SerialNumber|LotNumber|InventorySiteLocationRef|QuantityDifference|ValueDifference) is unknown on create$/,
	],
];

/** What qbXML takes and the catalogue leaves out. */
const LEFT_OUT: ReadonlyArray<readonly [reason: string, what: RegExp]> = [
	[
		'debits and credits have lines of their own, which say of what kind they are',
		/^journalEntry\.(debit|credit)Lines JournalLineType on update$/,
	],
];

const written = RESOURCES.filter(({ operations }) =>
	operations.some((operation) => operation === 'create' || operation === 'update'),
);

const unexplained = (found: string[], named: typeof DIFFERENT) => ({
	found: found.filter((text) => !named.some(([, what]) => what.test(text))),
	needless: named.filter(([, what]) => !found.some((text) => what.test(text))),
});

test('what the catalogue says of writes is what the schema of qbXML 14 says', async () => {
	const found = await Promise.all(
		written.map(async (resource) => differences(resource, await loadFields(resource))),
	);
	expect(unexplained(found.flat(), DIFFERENT)).toEqual({ found: [], needless: [] });
});

test('what a write takes in the United States is in the catalogue', async () => {
	const found = await Promise.all(
		written.map(async (resource) => unnamed(resource, await loadFields(resource))),
	);
	// The tables are those of the American edition.
	const american = found.flat().filter(({ notIn }) => !notIn.includes('US'));
	expect(
		unexplained(
			american.map(({ member }) => member),
			LEFT_OUT,
		),
	).toEqual({ found: [], needless: [] });
});

test('every report of the node is one of qbXML, in the family that the node says', () => {
	const native = (name: string) =>
		name
			.replace('Comparison', 'Comp')
			.replace('Previous', 'Prev')
			.replace(/[ .]+([a-z])/g, (_, letter: string) => letter.toUpperCase())
			.replace(/[ .]/g, '');
	const wrong = REPORTS.types.filter(
		({ name, category }) => reportFamily(native(name))?.object !== category,
	);
	expect(wrong).toEqual([]);
	expect(REPORTS.types).toHaveLength(35);
});
