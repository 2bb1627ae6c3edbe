import { CompanyFile, type SavedCompany } from '../../simulator/quickBooks/books/companyFile';
import { seedCompany, SimulatedCompany } from '../../simulator/quickBooks';
import type { Offices } from '../webConnector';
import { FinanceCompany } from './company';

/** A company file for each instance, made when it is first looked at. */
export class Companies {
	private readonly byInstance = new Map<number, FinanceCompany>();

	/**
	 * @param extraCustomers how many customers a new file has besides those of the seed.
	 * @param closingDate up to which day, `yyyy-MM-dd`, the books of a new file are closed.
	 * @param now the clock of the computers at the companies.
	 * @param offices where the companies have Web Connectors; without, QuickBooks is asked directly.
	 */
	constructor(
		private readonly extraCustomers = 0,
		private readonly closingDate?: string,
		private readonly now: () => Date = () => new Date(),
		private readonly offices?: Offices,
	) {}

	of(instanceId: number): FinanceCompany {
		const known = this.byInstance.get(instanceId);
		if (known) return known;
		const { extraCustomers, now } = this;
		const quickBooks = seedCompany({ extraCustomers, now });
		quickBooks.file.closingDate = this.closingDate;
		return this.add(instanceId, quickBooks);
	}

	private add(instanceId: number, quickBooks: SimulatedCompany): FinanceCompany {
		const company = new FinanceCompany(quickBooks, this.offices?.connect(quickBooks.file));
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
			this.add(Number(id), new SimulatedCompany(file, this.now));
		}
	}

	clear(): void {
		this.byInstance.clear();
		this.offices?.disconnect();
	}
}
