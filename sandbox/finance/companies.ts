import { CompanyFile, type SavedCompany } from '../../simulator/quickBooks/books/companyFile';
import { seedCompany, SimulatedCompany } from '../../simulator/quickBooks';
import { FinanceCompany } from './company';

/** A company file for each instance, made when it is first looked at. */
export class Companies {
	private readonly byInstance = new Map<number, FinanceCompany>();

	/**
	 * @param extraCustomers how many customers a new file has besides those of the seed.
	 * @param closingDate up to which day, `yyyy-MM-dd`, the books of a new file are closed.
	 * @param now the clock of the computers at the companies.
	 */
	constructor(
		private readonly extraCustomers = 0,
		private readonly closingDate?: string,
		private readonly now: () => Date = () => new Date(),
	) {}

	of(instanceId: number): FinanceCompany {
		const known = this.byInstance.get(instanceId);
		if (known) return known;
		const { extraCustomers, now } = this;
		const quickBooks = seedCompany({ extraCustomers, now });
		quickBooks.file.closingDate = this.closingDate;
		const company = new FinanceCompany(quickBooks);
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
			const file = new CompanyFile();
			file.load(company);
			const quickBooks = new SimulatedCompany(file, this.now);
			this.byInstance.set(Number(id), new FinanceCompany(quickBooks));
		}
	}

	clear(): void {
		this.byInstance.clear();
	}
}
