import { Grammar } from '../../../simulator/qbxml/grammar';
import type { QbRecord } from '../../../simulator/qbxml/record';
import { validate } from '../../../simulator/qbxml/validate';
import { seedCompany } from '../../../simulator/quickBooks';
import { QuickBooks } from '../../../simulator/quickBooks/quickBooks';
import { StatusError } from '../../../simulator/quickBooks/statusError';
import { request } from '../qbxml/documents';

const grammar = Grammar.of(14);
const company = seedCompany({ now: () => new Date('2017-12-31T12:00:00Z') });
const session = new QuickBooks(company).openSession();
const messages = [...grammar.block('QBXMLMsgsRq').elements.keys()];

/** Queries that have to name what they are about. */
const NAMING =
	/^(BillToPay|ItemAssembliesCanBuild|ListDeleted|TxnDeleted|DataEventRecoveryInfo)QueryRq$/;
const queries = messages.filter(
	(name) => name.endsWith('QueryRq') && !name.endsWith('ReportQueryRq') && !NAMING.test(name),
);

/** The widest form of a query: everything, with all that can be shown of it. */
function everything(name: string): string {
	const { elements } = grammar.block(name);
	const members = [
		['ActiveStatus', 'All'],
		['IncludeComponentLineItems', 'true'],
		['IncludeLineItems', 'true'],
		['IncludeLinkedTxns', 'true'],
		['OwnerID', '0'],
	].filter(([member]) => elements.has(member));
	return `<${name}>${members.map(([member, value]) => `<${member}>${value}</${member}>`).join('')}</${name}>`;
}

function answerTo(message: string) {
	const text = session.run(request(message));
	return validate(text, { kind: 'response' }).messages[0];
}

test.each(queries)('%s is answered as the schema has it', (name) => {
	const { attributes, content } = answerTo(everything(name));
	const count = Object.entries(content).filter(([member]) => member.endsWith('Ret')).length;
	expect(attributes.statusCode).toBe(count > 0 ? '0' : '1');
});

test('a record that is read can be asked for by its id, and by its name', () => {
	for (const object of ['Customer', 'Vendor', 'Account', 'ItemService']) {
		const [first] = answerTo(`<${object}QueryRq/>`).content[`${object}Ret`] as QbRecord[];
		const ask = (member: string) =>
			answerTo(
				`<${object}QueryRq><${member}>${String(first[member]).replace('&', '&amp;')}</${member}></${object}QueryRq>`,
			);
		expect(ask('ListID').content).toEqual({ [`${object}Ret`]: [first] });
		expect(ask(object === 'Vendor' ? 'ListID' : 'FullName').content).toEqual({
			[`${object}Ret`]: [first],
		});
	}
});

const reports = messages
	.filter((name) => name.endsWith('ReportQueryRq'))
	.flatMap((name) => {
		const type = `${name.slice(0, -'QueryRq'.length)}Type`;
		return [...grammar.block(name).elements.get(type)!.values!].map((value) => ({
			name,
			type,
			value,
		}));
	});

/** The reports that the documented API has; the others are refused with a status. */
const GIVEN = [
	...['APAgingDetail', 'APAgingSummary', 'ARAgingDetail', 'ARAgingSummary'],
	...['BalanceSheetBudgetOverview', 'BalanceSheetBudgetVsActual', 'BalanceSheetPrevYearComp'],
	...['BalanceSheetStandard', 'BalanceSheetSummary', 'CollectionsReport'],
	...['CustomerBalanceSummary', 'ExpenseByVendorSummary', 'IncomeByCustomerSummary'],
	...['IncomeTaxSummary', 'InventoryStockStatusByItem', 'InventoryStockStatusByVendor'],
	...['InventoryValuationSummary', 'PhysicalInventoryWorksheet', 'ProfitAndLossBudgetOverview'],
	...['ProfitAndLossBudgetPerformance', 'ProfitAndLossBudgetVsActual', 'ProfitAndLossByClass'],
	...['ProfitAndLossByJob', 'ProfitAndLossPrevYearComp', 'ProfitAndLossStandard'],
	...['ProfitAndLossYTDComp', 'PurchaseByItemSummary', 'PurchaseByVendorSummary'],
	...['SalesByCustomerSummary', 'SalesByItemSummary', 'SalesByRepSummary', 'SalesTaxLiability'],
	...['SalesTaxRevenueSummary', 'TrialBalance', 'VendorBalanceSummary'],
];

test('every report of the API is given as the schema has it; any other is refused with 1030', () => {
	const given: string[] = [];
	const refused = new Set<string>();
	for (const { name, type, value } of reports) {
		const { elements } = grammar.block(name);
		const own = [
			['FiscalYear', '2017'],
			['SummarizeColumnsBy', 'TotalOnly'],
			['SummarizeRowsBy', 'Account'],
			['IncludeColumn', 'Amount'],
		].filter(([member]) => elements.get(member)?.isRequired);
		const members = [[type, value], ...own].map(
			([member, text]) => `<${member}>${text}</${member}>`,
		);
		const { attributes, content } = answerTo(`<${name}>${members.join('')}</${name}>`);
		if (attributes.statusCode === '0') {
			given.push(value);
			expect(content.ReportRet).toHaveProperty('ReportTitle');
		} else refused.add(`${attributes.statusCode} ${attributes.statusSeverity}`);
	}
	expect(given.sort()).toEqual(GIVEN);
	expect([...refused]).toEqual(['1030 Error']);
	expect(reports.length).toBeGreaterThan(90);
});

test('what the company file refuses is a status of that one request', () => {
	expect(() => company.add('Customer', { Name: 'Blue, Dale' })).toThrow(StatusError);
	const twice = '<CustomerAddRq><CustomerAdd><Name>Blue, Dale</Name></CustomerAdd></CustomerAddRq>';
	expect(answerTo(twice).attributes).toMatchObject({ statusCode: '3100', statusSeverity: 'Error' });
});
