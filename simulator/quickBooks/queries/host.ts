import { textOf, type QbRecord } from '../../qbxml/record';
import { versionsUpTo } from '../../qbxml/versions';
import { companyExtensions } from '../requests/dataExt';
import { wanted } from '../requests/write';
import type { Context, Reply } from '../session/context';

/** How many records the lists of an Enterprise hold: a hundred thousand and more by its fact sheets. */
const CAPACITIES: Readonly<Record<string, string>> = {
	AccountMetaData: '100000',
	BillingRateMetaData: '100',
	ClassMetaData: '100000',
	CustomerMsgMetaData: '100000',
	CustomerTypeMetaData: '100000',
	EntityMetaData: '1000000',
	ItemMetaData: '1000000',
	JobTypeMetaData: '100000',
	PaymentMethodMetaData: '100000',
	PayrollItemMetaData: '100000',
	PriceLevelMetaData: '750',
	SalesRepMetaData: '100000',
	SalesTaxCodeMetaData: '100000',
	ShipMethodMetaData: '100000',
	TemplateMetaData: '100000',
	TermsMetaData: '100000',
	ToDoMetaData: '100000',
	VehicleMetaData: '100000',
	VendorTypeMetaData: '100000',
};

/** `HostQuery`: which QuickBooks this is and what it speaks. */
export function hostQuery({ settings, content }: Context): Reply {
	const HostRet: QbRecord = {
		ProductName: settings.productName,
		MajorVersion: settings.majorVersion,
		MinorVersion: settings.minorVersion,
		Country: settings.edition,
		SupportedQBXMLVersion: versionsUpTo(settings.highestVersion),
		IsAutomaticLogin: 'false',
		QBFileMode: settings.fileMode,
	};
	if ('IncludeListMetaData' in content) {
		HostRet.ListMetaData = Object.fromEntries(
			Object.entries(CAPACITIES).map(([list, MaxCapacity]) => [list, { MaxCapacity }]),
		);
	}
	return { content: { HostRet }, only: wanted(content) };
}

/** `CompanyQuery`. */
export function companyQuery(context: Context): Reply {
	const { company, content, settings } = context;
	const { SSN, ...info } = company.info();
	const CompanyRet = {
		IsSampleCompany: 'false',
		...info,
		...(settings.mayReadPersonalData && SSN !== undefined ? { SSN } : {}),
		DataExtRet: companyExtensions(context),
	};
	return { content: { CompanyRet }, only: wanted(content) };
}

/** `PreferencesQuery`: what the switches and the company say; the rest is as a new company file has it. */
export function preferencesQuery(context: Context): Reply {
	const { company, content, settings } = context;
	const isOn = (feature: (typeof settings.featuresOff)[number]) =>
		String(!settings.featuresOff.includes(feature));
	const referenceTo = (object: string, name: string): QbRecord | undefined => {
		const record = company.named(object, name);
		return record && { ListID: record.ListID, FullName: record.FullName ?? record.Name };
	};
	const taxItem = [...company.list('ItemSalesTax')][0];
	const PreferencesRet: QbRecord = {
		AccountingPreferences: {
			IsUsingAccountNumbers: 'false',
			IsRequiringAccounts: 'true',
			IsUsingClassTracking: isOn('classes'),
			IsUsingAuditTrail: 'true',
			IsAssigningJournalEntryNumbers: 'true',
			ClosingDate: company.closingDate,
		},
		FinanceChargePreferences: {
			GracePeriod: '0',
			IsAssessingForOverdueCharges: 'false',
			CalculateChargesFrom: 'DueDate',
			IsMarkedToBePrinted: 'false',
		},
		JobsAndEstimatesPreferences: {
			IsUsingEstimates: isOn('estimates'),
			IsUsingProgressInvoicing: 'false',
			IsPrintingItemsWithZeroAmounts: 'false',
		},
		MultiCurrencyPreferences: {
			IsMultiCurrencyOn: isOn('multiCurrency'),
			...(isOn('multiCurrency') === 'true'
				? { HomeCurrencyRef: referenceTo('Currency', 'US Dollar') }
				: {}),
		},
		MultiLocationInventoryPreferences: {
			IsMultiLocationInventoryAvailable: 'true',
			IsMultiLocationInventoryEnabled: isOn('sites'),
		},
		PurchasesAndVendorsPreferences: {
			IsUsingInventory: isOn('inventory'),
			DaysBillsAreDue: '10',
			IsAutomaticallyUsingDiscounts: 'false',
		},
		ReportsPreferences: { AgingReportBasis: 'AgeFromDueDate', SummaryReportBasis: 'Accrual' },
		SalesAndCustomersPreferences: {
			IsTrackingReimbursedExpensesAsIncome: 'false',
			IsAutoApplyingPayments: 'true',
			PriceLevels: { IsUsingPriceLevels: isOn('priceLevels') },
		},
		TimeTrackingPreferences: { FirstDayOfWeek: 'Monday' },
		CurrentAppAccessRights: {
			IsAutomaticLoginAllowed: 'false',
			IsPersonalDataAccessAllowed: String(settings.mayReadPersonalData),
		},
	};
	if (isOn('salesTax') === 'true' && taxItem) {
		PreferencesRet.SalesTaxPreferences = {
			DefaultItemSalesTaxRef: { ListID: taxItem.ListID, FullName: textOf(taxItem, 'Name') },
			PaySalesTax: 'Monthly',
			DefaultTaxableSalesTaxCodeRef: referenceTo('SalesTaxCode', 'Tax'),
			DefaultNonTaxableSalesTaxCodeRef: referenceTo('SalesTaxCode', 'Non'),
		};
	}
	return { content: { PreferencesRet }, only: wanted(content) };
}
