import type { CompanyFile } from '../books/companyFile';
import { put, seeded } from './lists';
import { accountRow, itemRow, putTransaction } from './transactions';

const NAMES: Readonly<Record<string, string[]>> = {
	CustomerType: ['Commercial', 'Residential'],
	JobType: ['New Construction', 'Remodel', 'Repairs'],
	PriceLevel: ['Commercial', 'Valued Customer'],
	VendorType: ['Materials', 'Subcontractors'],
};

function putNames(company: CompanyFile): void {
	for (const [value, names] of Object.entries(NAMES)) {
		for (const name of names) {
			const level = { PriceLevelType: 'FixedPercentage', PriceLevelFixedPercentage: '-5.0' };
			put(company, value, name, value === 'PriceLevel' ? level : {});
		}
	}
}

const ESTIMATES = [
	['1001', '2017-05-08', 'Keenan, Bridget:Sun Room', 'Framing', '20', '55.00'],
	['1002', '2017-06-19', 'Blue, Dale', 'Painting', '12', '35.00'],
	['1003', '2017-09-04', 'Cook, Brian:Kitchen', 'Installation', '30', '35.00'],
] as const;

const CHECKS = [
	['451', '2017-03-01', 'Rent', '1200.00'],
	['452', '2017-04-03', 'Rent', '1200.00'],
	['453', '2017-04-18', 'Office Supplies', '86.45'],
] as const;

/** A few of each generic object. Checks are drawn on savings, and the deposit goes there. */
export function putObjects(company: CompanyFile): void {
	putNames(company);
	for (const [RefNumber, date, whom, item, quantity, rate] of ESTIMATES) {
		putTransaction(company, 'Estimate', date, {
			CustomerRef: seeded(company, 'Customer', whom),
			RefNumber,
			IsActive: 'true',
			EstimateLineRet: [itemRow(company, date, [item, quantity, rate], 'Rate')],
		});
	}
	const savings = seeded(company, 'Account', 'Savings');
	for (const [RefNumber, date, account, amount] of CHECKS) {
		putTransaction(company, 'Check', date, {
			AccountRef: savings,
			RefNumber,
			ExpenseLineRet: [accountRow(company, date, account, amount)],
		});
	}
	const row = accountRow(company, '2017-12-15', 'Owner’s Equity', '5000.00');
	putTransaction(company, 'Deposit', '2017-12-15', {
		DepositToAccountRef: savings,
		Memo: 'Owner’s contribution',
		DepositLineRet: [row],
	});
}
