import { SAMPLES } from '../../../sandbox/finance/samples';
import type { Json } from './office';

const named = (FullName: string) => ({ FullName });
const painting = { ItemRef: named('Painting'), Quantity: '2', Rate: '35.00' };
const rent = { AccountRef: named('Rent'), Amount: '12.50' };
const item = (Name: string) => ({ Name });
const sold = { SalesOrPurchase: { Price: '1.00', AccountRef: named('Rent') } };

/** A record of each object that can be written and has no path of the service. */
const NATIVE: Readonly<Record<string, Json>> = {
	BillingRate: { Name: 'Night', FixedBillingRate: '80.00' },
	Charge: { CustomerRef: named('Blue, Dale'), ItemRef: named('Painting'), Quantity: '1' },
	Check: { AccountRef: named('Checking'), ExpenseLineRet: [rent] },
	CustomerMsg: { Name: 'See you' },
	CustomerType: { Name: 'Retail' },
	DateDrivenTerms: { Name: '15th', DayOfMonthDue: '15' },
	Deposit: {
		DepositToAccountRef: named('Checking'),
		DepositLineRet: [{ AccountRef: named('Rent'), Amount: '5.00' }],
	},
	Estimate: { CustomerRef: named('Blue, Dale'), EstimateLineRet: [painting] },
	ItemDiscount: { ...item('Friends'), DiscountRatePercent: '10', AccountRef: named('Rent') },
	ItemFixedAsset: {
		...item('Van'),
		AcquiredAs: 'New',
		PurchaseDesc: 'Van',
		PurchaseDate: '2017-01-01',
		AssetAccountRef: named('Inventory Asset'),
	},
	ItemGroup: {
		...item('Set'),
		ItemGroupLine: [{ ItemRef: named('Painting'), Quantity: '2' }],
	},
	ItemInventory: SAMPLES.products,
	ItemInventoryAssembly: { ...SAMPLES.products, Name: 'Door set' },
	ItemNonInventory: { ...item('Nails'), ...sold },
	ItemOtherCharge: { ...item('Freight'), ...sold },
	ItemPayment: item('Paid'),
	ItemSalesTaxGroup: { ...item('Town'), ItemSalesTaxRef: [named('San Tomas')] },
	ItemService: { ...item('Repair'), ...sold },
	ItemSubtotal: item('Sum'),
	JobType: { Name: 'Big' },
	Lead: { FullName: 'Ann Poe' },
	OtherName: { Name: 'Somebody' },
	PriceLevel: { Name: 'Best', PriceLevelFixedPercentage: '-10' },
	SalesRep: { Name: 'DM', SalesRepEntityRef: named('Dan T. Miller') },
	ShipMethod: { Name: 'Bicycle' },
	StandardTerms: { Name: 'Net 12', StdDueDays: '12' },
	ToDo: { Notes: 'Call Ann' },
	Transfer: {
		TransferFromAccountRef: named('Checking'),
		TransferToAccountRef: named('Savings'),
		Amount: '3.00',
	},
	UnitOfMeasureSet: {
		Name: 'Lengths',
		UnitOfMeasureType: 'Length',
		BaseUnit: { Name: 'foot', Abbreviation: 'ft' },
	},
	Vehicle: { Name: 'Truck' },
	VendorType: { Name: 'Local' },
	WorkersCompCode: { Name: 'W1', RateEntry: [{ Rate: '1.5', EffectiveDate: '2024-01-01' }] },
};

/** A record for each resource that takes one, but for those that need another record first. */
export const RECORDS: ReadonlyArray<[string, Json]> = Object.entries({ ...SAMPLES, ...NATIVE });
