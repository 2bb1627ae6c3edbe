import type { CompanyFile } from './books/companyFile';
import { SimulatedCompany } from './simulatedCompany';
import { seedFile } from './seed/build';

export { SimulatedCompany } from './simulatedCompany';

/** What a new company file is like. */
export interface SeedOptions {
	/** The clock of the computer that QuickBooks runs on; the usual one is that of this computer. */
	now?: () => Date;
	/** How many customers it has besides those of the example. */
	extraCustomers?: number;
}

/**
 * A company with a year of a small builder's books.
 *
 * @returns the company, which can be written to; another one each time.
 */
export function seedCompany({ now = () => new Date(), extraCustomers = 0 }: SeedOptions = {}) {
	const file = extraCustomers > MAX_KEPT ? seedFile(extraCustomers) : fileFromSeed(extraCustomers);
	return new SimulatedCompany(file, now);
}

/** Seeds with more customers are made anew, so that they do not stay in memory. */
const MAX_KEPT = 5_000;

const seeds = new Map<number, CompanyFile>();

/**
 * A usual seed is computed once. Every file has its records: no write changes a record in place, and one that did
 * would throw.
 */
function fileFromSeed(extraCustomers: number): CompanyFile {
	const seed = seeds.get(extraCustomers) ?? frozenSeed(extraCustomers);
	seeds.set(extraCustomers, seed);
	return seed.copy();
}

function frozenSeed(extraCustomers: number): CompanyFile {
	const seed = seedFile(extraCustomers);
	for (const { record } of seed.everything()) freeze(record);
	return seed;
}

function freeze<T>(value: T): T {
	if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
		Object.freeze(value);
		Object.values(value).forEach(freeze);
	}
	return value;
}
