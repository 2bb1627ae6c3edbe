import { secondsOf, timeText, type CompanyFile } from '../books/companyFile';
import { objectNamed } from '../objects';
import { referenceTo, type QbRecord } from '../record';
import { amountText, cents, percentOf } from '../books/money';
import { withBlocks } from '../writes/defaults';
import * as names from './names';
import type { SeedName } from './names';
import { CUSTOMERS, EMPLOYEES, VENDORS } from './people';

/** When the company file was set up. Transactions follow. */
const SET_UP = new Date('2017-01-20T21:31:15Z');

/** A reference to a record of the seed, by its full name. In: its object, or `Item` for any of them. */
export function seeded(company: CompanyFile, name: string, fullName: string): QbRecord {
	const record = company.named(name === 'Item' ? 'ItemService' : name, fullName)?.record;
	if (!record) throw new Error(`The seed has no ${name} "${fullName}".`);
	return referenceTo(record);
}

/** Puts a record into a list. */
export function put(company: CompanyFile, name: string, told: SeedName, more: QbRecord = {}): void {
	const object = objectNamed(name);
	const [fullName, fixedId] = typeof told === 'string' ? [told] : told;
	const steps = object.isNested ? fullName.split(':') : [fullName];
	const list = object.table === 'Item' ? 'Item' : name;
	const nesting = {
		FullName: fullName,
		...(steps.length > 1 ? { ParentRef: seeded(company, list, steps.slice(0, -1).join(':')) } : {}),
		Sublevel: String(steps.length - 1),
	};
	company.add(name, {
		ListID: fixedId ?? company.newId(name, SET_UP),
		TimeCreated: timeText(SET_UP),
		TimeModified: timeText(SET_UP),
		EditSequence: String(secondsOf(SET_UP)),
		...(object.nameMember ? { [object.nameMember]: steps[steps.length - 1] } : {}),
		...(object.isNested ? nesting : {}),
		...(object.hasIsActive ? { IsActive: 'true' } : {}),
		...more,
	});
}

function person(name: string, index: number): QbRecord {
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

/** What the group of the samples is made of; they show two of each. */
const GROUP = ['test 1 line', 'test 2 line'];

function product(
	company: CompanyFile,
	type: string,
	price: string,
	cost: string | undefined,
): QbRecord {
	const account = (name: string) => seeded(company, 'Account', name);
	const isTaxed = type === 'ItemInventory' || type === 'ItemNonInventory';
	const code = { SalesTaxCodeRef: seeded(company, 'SalesTaxCode', isTaxed ? 'Tax' : 'Non') };
	const income = account('Construction Income');
	switch (type) {
		case 'ItemInventory': {
			const bought = cost ?? amountText(percentOf(cents(price), COST_PERCENT));
			return {
				...code,
				SalesPrice: price,
				IncomeAccountRef: account('Sales of Product Income'),
				PurchaseCost: bought,
				COGSAccountRef: account('Cost of Goods Sold'),
				AssetAccountRef: account('Inventory Asset'),
				AverageCost: bought,
				'#opening': OPENING_QUANTITY,
			};
		}
		case 'ItemNonInventory':
		case 'ItemService':
			if (cost === undefined) {
				return { ...code, SalesOrPurchase: { Price: price, AccountRef: income } };
			}
			return {
				...code,
				SalesAndPurchase: {
					SalesPrice: price,
					IncomeAccountRef: income,
					PurchaseCost: cost,
					ExpenseAccountRef: account('Job Expenses:Subcontractors'),
				},
			};
		case 'ItemDiscount':
			return { AccountRef: account('Sales Discounts'), DiscountRatePercent: '2.0' };
		case 'ItemOtherCharge':
			return { ...code, SalesOrPurchase: { Price: price, AccountRef: income } };
		case 'ItemGroup':
			return {
				IsPrintItemsInGroup: 'false',
				ItemGroupLine: GROUP.map((name) => ({
					ItemRef: seeded(company, 'Item', name),
					Quantity: '2',
				})),
			};
		default:
			return {};
	}
}

function putCustomer(company: CompanyFile, name: SeedName, index: number): void {
	const fullName = typeof name === 'string' ? name : name[0];
	const [owner] = fullName.split(':');
	const [lastName, firstName] = owner.split(', ');
	const isJob = fullName.includes(':');
	const address = { Addr1: owner, Addr2: `${100 + index} Cypress Hill Rd`, ...ADDRESS };
	const members = {
		...(firstName ? { FirstName: firstName, LastName: lastName } : { CompanyName: owner }),
		...person(fullName, index),
		Contact: firstName ? `${firstName} ${lastName}` : owner,
		JobStatus: isJob ? 'InProgress' : 'None',
		BillAddress: address,
		ShipAddress: address,
		TermsRef: seeded(company, 'StandardTerms', 'Net 30'),
		SalesTaxCodeRef: seeded(company, 'SalesTaxCode', 'Tax'),
		ItemSalesTaxRef: seeded(company, 'ItemSalesTax', 'East Bayshore'),
		PreferredDeliveryMethod: 'None',
	};
	put(company, 'Customer', name, withBlocks(members));
}

/** All lists of the example company. In: how many further customers it has. */
export function putLists(company: CompanyFile, extraCustomers: number): void {
	const all = (value: string, list: SeedName[]) =>
		list.forEach((name) => put(company, value, name));
	all('Class', names.CLASSES);
	all('InventorySite', names.SITES);
	all('OtherName', names.OTHER_NAMES);
	all('ShipMethod', names.SHIP_METHODS);
	for (const [name, type] of names.TEMPLATES)
		put(company, 'Template', name, { TemplateType: type });
	for (const [name, description, isTaxable] of names.TAX_CODES) {
		put(company, 'SalesTaxCode', name, { Desc: description, IsTaxable: String(isTaxable) });
	}
	for (const [name, due, discount, percent] of names.TERMS) {
		put(company, 'StandardTerms', name, {
			StdDueDays: String(due),
			...(discount === undefined
				? {}
				: { StdDiscountDays: String(discount), DiscountPct: String(percent) }),
		});
	}
	for (const [name, type] of names.PAYMENT_METHODS) {
		put(company, 'PaymentMethod', name, { PaymentMethodType: type });
	}
	names.CURRENCIES.forEach(([name, code], index) => {
		put(company, 'Currency', name, {
			CurrencyCode: code,
			IsUserDefinedCurrency: 'false',
			ExchangeRate: '1',
			...(index === 0 ? { '#isHome': 'true' } : {}),
		});
	});
	names.ACCOUNTS.forEach(([name, type], index) => {
		const special = names.SPECIAL_ACCOUNTS[typeof name === 'string' ? name : name[0]];
		put(company, 'Account', name, {
			AccountType: type,
			AccountNumber: String(1000 + index * 10),
			...(special ? { SpecialAccountType: special } : {}),
		});
	});
	for (const [name, type] of names.WAGES) {
		const account = seeded(company, 'Account', 'Payroll Expenses');
		put(company, 'PayrollItemWage', name, { WageType: type, ExpenseAccountRef: account });
	}
	VENDORS.forEach((name, index) => {
		const told = names.VENDOR_ADDRESSES[String(name)] ?? ADDRESS;
		const place = { VendorAddress: { Addr1: String(name).split(',')[0], ...told } };
		put(company, 'Vendor', name, withBlocks({ ...person(String(name), index), ...place }));
	});
	for (const [first, middle, last] of EMPLOYEES) {
		const parts = { FirstName: first, MiddleName: middle, LastName: last };
		put(company, 'Employee', `${first} ${middle} ${last}`, parts);
	}
	for (const [initials, employee] of names.SALES_REPS) {
		const SalesRepEntityRef = seeded(company, 'Employee', employee);
		put(company, 'SalesRep', initials, { SalesRepEntityRef });
	}
	for (const [name, percent] of names.TAX_RATES) {
		const TaxVendorRef = seeded(company, 'Vendor', 'State Board of Equalization');
		put(company, 'ItemSalesTax', name, { TaxRate: percent, TaxVendorRef });
	}
	for (const [name, type, price, cost] of names.PRODUCTS) {
		put(company, type, name, product(company, type, price, cost));
	}
	CUSTOMERS.forEach((name, index) => putCustomer(company, name, index));
	for (let index = 1; index <= extraCustomers; index += 1) {
		putCustomer(company, `Customer ${String(index).padStart(6, '0')}`, index);
	}
}
