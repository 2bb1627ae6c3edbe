/** A QuickBooks record: scalars are text (observed); null where QuickBooks has no value. */
export type FinanceRecord = Record<string, unknown>;

const CLASS_NAMES = ['East', 'Overhead', 'Service', 'West'];

/** A class as QuickBooks returns it; `id` repeats the native id (observed). */
function classRecord(name: string, index: number): FinanceRecord {
	const listId = `${(0x80000001 + index).toString(16).toUpperCase()}-1484947875`;
	return {
		id: listId,
		ListID: listId,
		TimeCreated: '2017-01-20T21:31:15+00:00',
		TimeModified: '2017-01-20T21:31:15+00:00',
		EditSequence: '1484947875',
		Name: name,
		FullName: name,
		IsActive: 'true',
		ParentRef: null,
		Sublevel: '0',
	};
}

/** The QuickBooks data behind the instances: one company file that all of them share (our choice). */
export class CompanyFile {
	private readonly lists = new Map<string, FinanceRecord[]>([
		['classes', CLASS_NAMES.map(classRecord)],
	]);

	/** Names of the resources that have data here. */
	resources(): string[] {
		return [...this.lists.keys()];
	}

	records(resource: string): FinanceRecord[] | undefined {
		return this.lists.get(resource);
	}
}
