import { timeText, type CompanyFile } from '../companyFile';
import { isNested, resourceNamed, type FinanceRecord } from '../kinds';
import { amountText, cents, percentOf, times } from '../money';
import * as names from './names';
import type { SeedName } from './names';
import { CUSTOMERS, EMPLOYEES, VENDORS } from './people';

/** When the company file was set up. Transactions follow. */
const SET_UP = new Date('2017-01-20T21:31:15Z');

/** A reference to a record of the seed, by its full name. */
export function seeded(company: CompanyFile, value: string, fullName: string): FinanceRecord {
	const record = company.holderOf(resourceNamed(value), fullName)?.record;
	if (!record) throw new Error(`The seed has no ${value} "${fullName}".`);
	return { ListID: record.ListID, FullName: record.FullName ?? record.Name };
}

function put(company: CompanyFile, value: string, name: SeedName, more: FinanceRecord = {}): void {
	const resource = resourceNamed(value);
	const [fullName, fixedId] = typeof name === 'string' ? [name] : name;
	const steps = fullName.split(':');
	const nesting = {
		FullName: fullName,
		...(steps.length > 1
			? { ParentRef: seeded(company, value, steps.slice(0, -1).join(':')) }
			: {}),
		Sublevel: String(steps.length - 1),
	};
	company.add(resource, {
		ListID: fixedId ?? company.newId(resource, SET_UP),
		TimeCreated: timeText(SET_UP),
		TimeModified: timeText(SET_UP),
		EditSequence: company.newEditSequence(SET_UP),
		Name: steps[steps.length - 1],
		...(isNested(resource) ? nesting : {}),
		IsActive: 'true',
		...more,
	});
}

function person(name: string, index: number): FinanceRecord {
	return {
		Phone: `415-555-${String(100 + index).padStart(4, '0')}`,
		Email: `${name
			.toLowerCase()
			.replace(/[^a-z0-9]+/g, '.')
			.replace(/^\.|\.$/g, '')}@example.com`,
	};
}

const ADDRESS = { City: 'Bayshore', State: 'CA', PostalCode: '94326' };

/** How many of each thing were there when the books were opened. */
const OPENING_QUANTITY = '100';

/** Things are bought for so many percent of what they are sold for. */
const COST_PERCENT = '60';

function product(
	company: CompanyFile,
	type: string,
	price: string,
	cost: string | undefined,
): FinanceRecord {
	const account = (name: string) => seeded(company, 'ledgerAccount', name);
	const isTaxed = type === 'ItemInventory' || type === 'ItemNonInventory';
	const common = {
		ItemType: type,
		SalesTaxCodeRef: seeded(company, 'taxCode', isTaxed ? 'Tax' : 'Non'),
	};
	if (type === 'ItemInventory') {
		const bought = amountText(percentOf(cents(price), COST_PERCENT));
		return {
			...common,
			SalesPrice: price,
			IncomeAccountRef: account('Sales of Product Income'),
			PurchaseCost: bought,
			COGSAccountRef: account('Cost of Goods Sold'),
			AssetAccountRef: account('Inventory Asset'),
			QuantityOnHand: OPENING_QUANTITY,
			AverageCost: bought,
			TotalValue: amountText(times(OPENING_QUANTITY, bought)),
		};
	}
	if (type !== 'ItemService' && type !== 'ItemNonInventory') return { ItemType: type };
	const income = account('Construction Income');
	if (cost === undefined)
		return { ...common, SalesOrPurchase: { Price: price, AccountRef: income } };
	return {
		...common,
		SalesAndPurchase: {
			SalesPrice: price,
			IncomeAccountRef: income,
			PurchaseCost: cost,
			ExpenseAccountRef: account('Job Expenses:Subcontractors'),
		},
	};
}

function putCustomer(company: CompanyFile, name: SeedName, index: number): void {
	const fullName = typeof name === 'string' ? name : name[0];
	const [owner] = fullName.split(':');
	const [lastName, firstName] = owner.split(', ');
	const isJob = fullName.includes(':');
	const address = { Addr1: owner, Addr2: `${100 + index} Cypress Hill Rd`, ...ADDRESS };
	put(company, 'customer', name, {
		...(firstName ? { FirstName: firstName, LastName: lastName } : { CompanyName: owner }),
		...person(fullName, index),
		Contact: firstName ? `${firstName} ${lastName}` : owner,
		JobStatus: isJob ? 'InProgress' : 'None',
		BillAddress: address,
		ShipAddress: address,
		TermsRef: seeded(company, 'creditTerm', 'Net 30'),
		SalesTaxCodeRef: seeded(company, 'taxCode', 'Tax'),
		ItemSalesTaxRef: seeded(company, 'taxRate', 'East Bayshore'),
		PreferredDeliveryMethod: 'None',
	});
}

/** All lists of the example company. In: how many further customers it has. */
export function putLists(company: CompanyFile, extraCustomers: number): void {
	const all = (value: string, list: SeedName[]) =>
		list.forEach((name) => put(company, value, name));
	all('class', names.CLASSES);
	all('inventorySite', names.SITES);
	all('salesRep', names.SALES_REPS);
	all('otherName', names.OTHER_NAMES);
	all('shipMethod', names.SHIP_METHODS);
	all('template', names.TEMPLATES);
	for (const [name, description, isTaxable] of names.TAX_CODES) {
		put(company, 'taxCode', name, { Desc: description, IsTaxable: String(isTaxable) });
	}
	for (const [name, days] of names.TERMS) {
		put(company, 'creditTerm', name, { StdDueDays: String(days) });
	}
	for (const [name, type] of names.PAYMENT_METHODS) {
		put(company, 'paymentMethod', name, { PaymentMethodType: type });
	}
	for (const [name, code] of names.CURRENCIES)
		put(company, 'currency', name, { CurrencyCode: code });
	names.ACCOUNTS.forEach(([name, type], index) => {
		const number = String(1000 + index * 10);
		put(company, 'ledgerAccount', name, {
			AccountType: type,
			AccountNumber: number,
		});
	});
	for (const [name, type] of names.WAGES) {
		const account = seeded(company, 'ledgerAccount', 'Payroll Expenses');
		put(company, 'payrollWageItem', name, { WageType: type, ExpenseAccountRef: account });
	}
	VENDORS.forEach((name, index) => {
		put(company, 'vendor', name, { ...person(String(name), index), VendorAddress: ADDRESS });
	});
	for (const [first, middle, last] of EMPLOYEES) {
		const parts = { FirstName: first, MiddleName: middle, LastName: last };
		put(company, 'employee', `${first} ${middle} ${last}`, parts);
	}
	for (const [name, percent] of names.TAX_RATES)
		put(company, 'taxRate', name, { TaxRate: percent });
	for (const [name, type, price, cost] of names.PRODUCTS) {
		put(company, 'product', name, product(company, type, price, cost));
	}
	CUSTOMERS.forEach((name, index) => putCustomer(company, name, index));
	for (let index = 1; index <= extraCustomers; index += 1) {
		putCustomer(company, `Customer ${String(index).padStart(6, '0')}`, index);
	}
}
