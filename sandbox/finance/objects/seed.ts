import type { CompanyFile } from '../companyFile';
import { timeText } from '../companyFile';
import { resourceNamed } from '../kinds';
import { seeded } from '../seed/lists';
import { accountRow, itemRow, putTransaction } from '../seed/transactions';

const SET_UP = new Date('2017-01-20T21:31:15Z');

const NAMES: Readonly<Record<string, string[]>> = {
	customerType: ['Commercial', 'Residential'],
	jobType: ['New Construction', 'Remodel', 'Repairs'],
	priceLevel: ['Commercial', 'Valued Customer'],
	vendorType: ['Materials', 'Subcontractors'],
};

function putNames(company: CompanyFile): void {
	for (const [value, names] of Object.entries(NAMES)) {
		const resource = resourceNamed(value);
		for (const name of names) {
			company.add(resource, {
				ListID: company.newId(resource, SET_UP),
				TimeCreated: timeText(SET_UP),
				TimeModified: timeText(SET_UP),
				EditSequence: company.newEditSequence(SET_UP),
				Name: name,
				...(value === 'priceLevel'
					? { PriceLevelType: 'FixedPercentage', PriceLevelFixedPercentage: '-5.0' }
					: { FullName: name }),
				IsActive: 'true',
			});
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
		putTransaction(company, 'estimate', date, {
			CustomerRef: seeded(company, 'customer', whom),
			RefNumber,
			IsActive: 'true',
			EstimateLineRet: [itemRow(company, date, [item, quantity, rate], 'Rate')],
		});
	}
	const savings = seeded(company, 'ledgerAccount', 'Savings');
	for (const [RefNumber, date, account, amount] of CHECKS) {
		putTransaction(company, 'check', date, {
			AccountRef: savings,
			RefNumber,
			ExpenseLineRet: [accountRow(company, date, account, amount)],
		});
	}
	const row = accountRow(company, '2017-12-15', 'Owner’s Equity', '5000.00');
	putTransaction(company, 'deposit', '2017-12-15', {
		DepositToAccountRef: savings,
		Memo: 'Owner’s contribution',
		DepositLineRet: [row],
	});
}
