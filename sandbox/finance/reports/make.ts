import type { FinanceRecord } from '../kinds';
import type { CompanyFile } from '../companyFile';
import {
	balanceSheetOf,
	incomeTax,
	profitAndLossBeforeAndNow,
	profitAndLossBy,
	profitAndLossToDate,
	trialBalance,
	type Content,
} from './accounting';
import { ReportBooks } from './books';
import { balanceSheetBudget, profitAndLossBudget } from './budgets';
import { agingDetail, agingSummary, balanceSummary, collections } from './owing';
import { periodTitle } from './period';
import type { ReportRequest } from './request';
import { stockByItem, stockByVendor, valuation, worksheet } from './stock';
import type { ReportTable } from './table';
import {
	expenseByVendor,
	incomeByCustomer,
	purchaseByItem,
	purchaseByVendor,
	salesByCustomer,
	salesByItem,
	salesByRep,
	salesTax,
} from './trade';

/** What makes each of the reports. */
const MAKERS: Readonly<Record<string, (books: ReportBooks) => Content>> = {
	'AP Aging Detail': agingDetail('vendor'),
	'AP Aging Summary': agingSummary('vendor'),
	'AR Aging Detail': agingDetail('customer'),
	'AR Aging Summary': agingSummary('customer'),
	'Balance Sheet Budget Overview': balanceSheetBudget(false),
	'Balance Sheet Budget vs. Actual': balanceSheetBudget(true),
	'Balance Sheet Previous Year Comparison': balanceSheetOf(false, true),
	'Balance Sheet Standard': balanceSheetOf(),
	'Balance Sheet Summary': balanceSheetOf(true),
	'Collections Report': collections,
	'Customer Balance Summary': balanceSummary('customer'),
	'Expense by Vendor Summary': expenseByVendor,
	'Income Tax Summary': incomeTax,
	'Income by Customer Summary': incomeByCustomer,
	'Inventory Stock Status by Item': stockByItem,
	'Inventory Stock Status by Vendor': stockByVendor,
	'Inventory Valuation Summary': valuation,
	'Physical Inventory Worksheet': worksheet,
	'Profit and Loss Budget Overview': profitAndLossBudget('overview'),
	'Profit and Loss Budget Performance': profitAndLossBudget('performance'),
	'Profit and Loss Budget vs. Actual': profitAndLossBudget('actual'),
	'Profit and Loss Previous Year Comparison': profitAndLossBeforeAndNow,
	'Profit and Loss Standard': profitAndLossBy(),
	'Profit and Loss YTD Comparison': profitAndLossToDate,
	'Profit and Loss by Class': profitAndLossBy('scbClass'),
	'Profit and Loss by Job': profitAndLossBy('scbCustomer'),
	'Purchase by Item Summary': purchaseByItem,
	'Purchase by Vendor Summary': purchaseByVendor,
	'Sales Tax Liability': salesTax(true),
	'Sales Tax Revenue Summary': salesTax(false),
	'Sales by Customer Summary': salesByCustomer,
	'Sales by Item Summary': salesByItem,
	'Sales by Rep Summary': salesByRep,
	'Trial Balance': trialBalance,
	'Vendor Balance Summary': balanceSummary('vendor'),
};

/**
 * Computes a report from the records of a company file, in whole cents. What qbXML's filters on detail, calendar,
 * columns and accounts of aging would change is not followed (our choice): they are taken and change nothing.
 */
export function makeReport(
	company: CompanyFile,
	request: ReportRequest,
	products: FinanceRecord[],
): ReportTable {
	const books = new ReportBooks(company, request, products);
	return {
		title: request.type.title,
		subtitle: periodTitle(request.period),
		basis: books.isCash ? 'Cash' : 'Accrual',
		...MAKERS[request.type.name](books),
	};
}
