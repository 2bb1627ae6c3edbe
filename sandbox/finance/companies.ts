import { CompanyFile, type SavedCompany } from './companyFile';
import { seedCompany } from './seed/build';

/** A company file for each instance, made when it is first looked at. */
export class Companies {
	private readonly byInstance = new Map<number, CompanyFile>();

	/**
	 * @param extraCustomers how many customers a new file has besides those of the seed.
	 * @param closingDate up to which day, `yyyy-MM-dd`, the books of a new file are closed.
	 */
	constructor(
		private readonly extraCustomers = 0,
		private readonly closingDate?: string,
	) {}

	of(instanceId: number): CompanyFile {
		const known = this.byInstance.get(instanceId);
		if (known) return known;
		const company = seedCompany(this.extraCustomers);
		company.closingDate = this.closingDate;
		this.byInstance.set(instanceId, company);
		return company;
	}

	/** What differs from the seed, of the instances that are still there. */
	toSaved(isThere: (instanceId: number) => boolean): Record<string, SavedCompany> {
		const changed = [...this.byInstance].filter(([id, { isChanged }]) => isChanged && isThere(id));
		return Object.fromEntries(changed.map(([id, company]) => [id, company.toSaved()]));
	}

	restore(saved: Record<string, SavedCompany> = {}): void {
		for (const [id, company] of Object.entries(saved)) {
			this.byInstance.set(Number(id), CompanyFile.restore(company));
		}
	}

	clear(): void {
		this.byInstance.clear();
	}
}
