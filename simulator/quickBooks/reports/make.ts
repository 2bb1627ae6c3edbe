import type { CompanyFile } from '../books/companyFile';
import {
	balanceSheetOf,
	incomeTax,
	profitAndLossBeforeAndNow,
	profitAndLossBy,
	profitAndLossToDate,
	trialBalance,
	type Content,
} from './accounting';
import { StatusError } from '../statusError';
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
	APAgingDetail: agingDetail('vendor'),
	APAgingSummary: agingSummary('vendor'),
	ARAgingDetail: agingDetail('customer'),
	ARAgingSummary: agingSummary('customer'),
	BalanceSheetBudgetOverview: balanceSheetBudget(false),
	BalanceSheetBudgetVsActual: balanceSheetBudget(true),
	BalanceSheetPrevYearComp: balanceSheetOf(false, true),
	BalanceSheetStandard: balanceSheetOf(),
	BalanceSheetSummary: balanceSheetOf(true),
	CollectionsReport: collections,
	CustomerBalanceSummary: balanceSummary('customer'),
	ExpenseByVendorSummary: expenseByVendor,
	IncomeTaxSummary: incomeTax,
	IncomeByCustomerSummary: incomeByCustomer,
	InventoryStockStatusByItem: stockByItem,
	InventoryStockStatusByVendor: stockByVendor,
	InventoryValuationSummary: valuation,
	PhysicalInventoryWorksheet: worksheet,
	ProfitAndLossBudgetOverview: profitAndLossBudget('overview'),
	ProfitAndLossBudgetPerformance: profitAndLossBudget('performance'),
	ProfitAndLossBudgetVsActual: profitAndLossBudget('actual'),
	ProfitAndLossPrevYearComp: profitAndLossBeforeAndNow,
	ProfitAndLossStandard: profitAndLossBy(),
	ProfitAndLossYTDComp: profitAndLossToDate,
	ProfitAndLossByClass: profitAndLossBy('Class'),
	ProfitAndLossByJob: profitAndLossBy('Customer'),
	PurchaseByItemSummary: purchaseByItem,
	PurchaseByVendorSummary: purchaseByVendor,
	SalesTaxLiability: salesTax(true),
	SalesTaxRevenueSummary: salesTax(false),
	SalesByCustomerSummary: salesByCustomer,
	SalesByItemSummary: salesByItem,
	SalesByRepSummary: salesByRep,
	TrialBalance: trialBalance,
	VendorBalanceSummary: balanceSummary('vendor'),
};

/** 1030: the text is ours. */
const notMade = (type: string) =>
	new StatusError(1030, `The report "${type}" is not supported by this version of QuickBooks.`);

/**
 * Computes a report from the records of a company file, in whole cents. What qbXML's filters on detail, calendar,
 * columns and accounts of aging would change is not followed (our choice): they are taken and change nothing.
 */
export function makeReport(company: CompanyFile, request: ReportRequest): ReportTable {
	const make = MAKERS[request.type];
	if (!make) throw notMade(request.type);
	const books = new ReportBooks(company, request);
	return {
		title: request.title,
		subtitle: periodTitle(request.period),
		basis: books.isCash ? 'Cash' : 'Accrual',
		...make(books),
	};
}
