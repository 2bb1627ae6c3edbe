import fc from 'fast-check';
import { choiceLabelOf, labelOf } from '../../nodes/QuickBooksEnterprise/catalogue/labels';
import { isRecordId, referenceFrom } from '../../nodes/QuickBooksEnterprise/catalogue/references';
import { pluralOf } from '../../nodes/QuickBooksEnterprise/catalogue/words';

describe('labels', () => {
	it.each([
		['BillAddress.Addr1', 'Bill Address: Line 1'],
		['CustomerRef.FullName', 'Customer: Full Name'],
		['APAccountRef', 'Accounts Payable Account'],
		['COGSAccountRef', 'Cost of Goods Sold Account'],
		['IsToBePrinted', 'To Be Printed'],
		['IsVendorEligibleFor1099', 'Vendor Eligible for 1099'],
		['TotalAmountInHomeCurrency', 'Total Amount in Home Currency'],
		[
			'CreditCardTxnInfo.CreditCardTransID',
			'Credit Card Transaction Information: Credit Card Transaction ID',
		],
		[
			'ApplyCOGSAccountRefToExistingTxns',
			'Apply Cost of Goods Sold Account to Existing Transactions',
		],
		['FOB', 'FOB'],
	])('%s is %s', (path, label) => {
		expect(labelOf(path)).toBe(label);
	});

	it('say how a reference may be given', () => {
		expect(labelOf('CustomerRef', true)).toBe('Customer (name or ID)');
	});
});

describe('several things', () => {
	it.each([
		['Sales Rep', 'Sales Reps'],
		['Currency', 'Currencies'],
		['Class', 'Classes'],
		['Terms', 'Terms'],
		['Ship Method', 'Ship Methods'],
		['Price Box', 'Price Boxes'],
		['Build Assembly', 'Build Assemblies'],
		['Pay Day', 'Pay Days'],
	])('%s: %s', (one, several) => {
		expect(pluralOf(one)).toBe(several);
	});
});

describe('choices', () => {
	it.each([
		['ItemNonInventory', 'Non-Inventory Part'],
		['HasBeenBilled', 'Has Been Billed'],
		['HourlyRegular', 'Hourly Regular'],
		['XX_XXX_XXX', 'XX_XXX_XXX'],
	])('%s is %s', (value, label) => {
		expect(choiceLabelOf(value)).toBe(label);
	});
});

describe('references', () => {
	it('tell ids from names', () => {
		expect(referenceFrom(' 8000002F-1484947912 ')).toEqual({ ListID: '8000002F-1484947912' });
		expect(referenceFrom('Keenan, Bridget:Storage Shed')).toEqual({
			FullName: 'Keenan, Bridget:Storage Shed',
		});
		for (const text of ['WEB-1', '4-2025', 'Deed-2024', '10-100200', 'A-12345678901', ''])
			expect(isRecordId(text)).toBe(false);
	});

	it('know every id in the form of QuickBooks', () => {
		const counter = fc.integer({ min: 1, max: 0xffffffff });
		const seconds = fc.integer({ min: 900_000_000, max: 4_000_000_000 });
		fc.assert(
			fc.property(counter, seconds, (count, at) => {
				expect(isRecordId(`${count.toString(16).toUpperCase()}-${at}`)).toBe(true);
			}),
		);
	});
});
