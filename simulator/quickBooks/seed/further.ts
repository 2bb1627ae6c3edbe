import type { CompanyFile } from '../books/companyFile';
import { put, seeded } from './lists';
import { putTransaction } from './transactions';

/** Items of the kinds that the trade of the example does not need, one of each. */
function putItems(company: CompanyFile): void {
	const account = (name: string) => seeded(company, 'Account', name);
	const item = (name: string) => seeded(company, 'Item', name);
	put(company, 'ItemInventoryAssembly', 'Interior Door Kit', {
		SalesTaxCodeRef: seeded(company, 'SalesTaxCode', 'Tax'),
		SalesDesc: 'Door with frame and knobs',
		SalesPrice: '340.00',
		IncomeAccountRef: account('Sales of Product Income'),
		PurchaseCost: '204.00',
		COGSAccountRef: account('Cost of Goods Sold'),
		AssetAccountRef: account('Inventory Asset'),
		AverageCost: '204.00',
		ItemInventoryAssemblyLine: [
			{ ItemInventoryRef: item('Wood Door'), Quantity: '1' },
			{ ItemInventoryRef: item('Door Frame'), Quantity: '1' },
			{ ItemInventoryRef: item('Hardware:Doorknobs Std'), Quantity: '2' },
		],
	});
	put(company, 'ItemPayment', 'Payment', {
		ItemDesc: 'Payment received',
		DepositToAccountRef: account('Undeposited Funds'),
	});
	put(company, 'ItemFixedAsset', 'Pickup Truck', {
		AcquiredAs: 'New',
		PurchaseDesc: 'Pickup truck',
		PurchaseDate: '2015-04-10',
		PurchaseCost: '28500.00',
		AssetAccountRef: account('Furniture and Equipment'),
	});
	put(company, 'ItemSalesTaxGroup', 'San Tomas District', {
		ItemDesc: 'County and district',
		ItemSalesTaxRef: [item('San Tomas'), item('Out of State')],
	});
}

/** Lists that are there in every company file and that the trade of the example does not use. */
function putLists(company: CompanyFile): void {
	put(company, 'CustomerMsg', 'Thank you for your business.');
	put(company, 'CustomerMsg', 'Please remit to above address.');
	put(company, 'UnitOfMeasureSet', 'Count in dozens', {
		UnitOfMeasureType: 'Count',
		BaseUnit: { Name: 'each', Abbreviation: 'ea' },
		RelatedUnit: [{ Name: 'dozen', Abbreviation: 'dz', ConversionRatio: '12' }],
		DefaultUnit: [{ UnitUsedFor: 'Purchase', Unit: 'dozen' }],
	});
	put(company, 'DateDrivenTerms', '10th of the month', {
		DayOfMonthDue: '10',
		DueNextMonthDays: '5',
	});
	put(company, 'PayrollItemNonWage', 'Federal Withholding', {
		NonWageType: 'Tax',
		LiabilityAccountRef: seeded(company, 'Account', 'Payroll Liabilities'),
	});
	put(company, 'Vehicle', 'Pickup 1', { Desc: 'Pickup truck' });
	put(company, 'WorkersCompCode', '5403', {
		Desc: 'Carpentry',
		CurrentRate: '8.50',
		CurrentEffectiveDate: '2017-01-01',
		RateHistory: [{ Rate: '8.50', EffectiveDate: '2017-01-01' }],
	});
	put(company, 'BillingRate', 'Master carpenter', {
		BillingRateType: 'FixedRate',
		FixedBillingRate: '75.00',
	});
	put(company, 'Lead', 'Marlowe Boatyard', {
		Status: 'Warm',
		CompanyName: 'Marlowe Boatyard',
		MainPhone: '415-555-0190',
	});
	put(company, 'ToDo', 'Call about the permit', {
		Notes: 'Call about the permit',
		Type: 'Call',
		Priority: 'Medium',
		IsDone: 'false',
		ReminderDate: '2018-01-08',
		ReminderTime: 'PT9H0M',
	});
}

/** What every kind of query finds something of, beside the year of trade; a custom field among it. */
export function putFurther(company: CompanyFile): void {
	putItems(company);
	putLists(company);
	putTransaction(company, 'Transfer', '2017-11-20', {
		TransferFromAccountRef: seeded(company, 'Account', 'Checking'),
		TransferToAccountRef: seeded(company, 'Account', 'Savings'),
		Amount: '1500.00',
		Memo: 'Put by for the taxes',
	});
	company.memory.extensionDefinitions.push({
		ownerId: '0',
		name: 'Preferred crew',
		type: 'STR255TYPE',
		objects: ['Customer'],
	});
}
