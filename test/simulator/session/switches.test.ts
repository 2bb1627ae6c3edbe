import type { QbRecord } from '../../../simulator/qbxml/record';
import { HResultError } from '../../../simulator/quickBooks/session/hresult';
import type { Settings } from '../../../simulator/quickBooks/session/settings';
import { request } from '../qbxml/documents';
import { Desk } from './shelf';

const tag = (name: string, ...inner: string[]) => `<${name}>${inner.join('')}</${name}>`;

test.each<[Partial<Settings>, string]>([
	[{ isDialogOpen: true }, '0x80040414'],
	[{ isOtherCompanyOpen: true }, '0x8004040A'],
	[{ access: 'neverAsked' }, '0x80040418'],
	[{ access: 'noPermission' }, '0x8004041A'],
	[{ access: 'denied' }, '0x80040420'],
])('with %j nothing is processed', (settings, hresult) => {
	const desk = new Desk();
	expect(desk.one('<HostQueryRq/>').code).toBe('0');
	Object.assign(desk.quickBooks.settings, settings);
	const run = () => desk.session.run(request('<HostQueryRq/>'));
	expect(run).toThrow(HResultError);
	expect(run).toThrow(expect.objectContaining({ hresult }));
});

test('a session that is closed answers nothing', () => {
	const desk = new Desk();
	desk.session.close();
	expect(() => desk.session.run(request('<HostQueryRq/>'))).toThrow(
		expect.objectContaining({ hresult: '0x8004040D' }),
	);
});

test('each version is spoken up to the highest, and says what it is', () => {
	const desk = new Desk({ highestVersion: 13, majorVersion: '23' });
	desk.version = '13.0';
	const { HostRet } = desk.one(
		'<HostQueryRq><IncludeListMetaData><IncludeMaxCapacity>true</IncludeMaxCapacity></IncludeListMetaData></HostQueryRq>',
	).content;
	expect(HostRet).toMatchObject({ MajorVersion: '23', Country: 'US', QBFileMode: 'MultiUser' });
	const versions = (HostRet as QbRecord).SupportedQBXMLVersion as string[];
	expect(versions.slice(-2)).toEqual(['12.0', '13.0']);
	expect(() => desk.session.run(request('<HostQueryRq/>', '14.0'))).toThrow(
		expect.objectContaining({ hresult: '0x80040423' }),
	);
	for (const version of ['15.0', '16.0']) {
		const late = new Desk();
		late.version = version;
		expect(late.one('<CustomerQueryRq/>').code).toBe('1');
	}
});

test('members that are younger than the version of the request do not come back', () => {
	const desk = new Desk();
	const { ListID } = desk.add('Customer', '<Name>A</Name><JobTitle>Boss</JobTitle>');
	desk.version = '11.0';
	const { content } = desk.one(
		`<CustomerQueryRq>${tag('ListID', String(ListID))}</CustomerQueryRq>`,
	);
	expect(content.CustomerRet).toEqual([expect.objectContaining({ Name: 'A' })]);
	expect((content.CustomerRet as QbRecord[])[0]).not.toHaveProperty('JobTitle');
});

test('a feature that is off is refused wherever it is used', () => {
	const desk = new Desk({ featuresOff: ['classes', 'multiCurrency', 'sites'] });
	expect(desk.one('<ClassQueryRq/>')).toMatchObject({ code: '3250', severity: 'Error' });
	const add = (more: string) =>
		desk.one(tag('CustomerAddRq', tag('CustomerAdd', tag('Name', 'A'), more))).code;
	expect(add(tag('ClassRef', tag('FullName', 'New')))).toBe('3250');
	expect(add('')).toBe('0');
	const invoice = (more: string) =>
		desk.one(tag('InvoiceAddRq', tag('InvoiceAdd', tag('CustomerRef', tag('FullName', 'A')), more)))
			.code;
	expect(invoice('<ExchangeRate>1</ExchangeRate>')).toBe('3250');
	expect(invoice(tag('InvoiceLineAdd', tag('InventorySiteRef', tag('FullName', 'Site'))))).toBe(
		'3250',
	);
	expect(invoice(tag('InvoiceLineAdd', tag('Desc', 'x')))).toBe('0');
	const invoiceId = String([...desk.shelf.list('Invoice')][0].TxnID);
	Object.assign(desk.shelf.get('Invoice', invoiceId)!, {
		ExchangeRate: '1',
		BalanceRemainingInHomeCurrency: '1.00',
	});
	const [ret] = desk.one(`<InvoiceQueryRq>${tag('TxnID', invoiceId)}</InvoiceQueryRq>`).content
		.InvoiceRet as QbRecord[];
	expect(ret).not.toHaveProperty('ExchangeRate');
	expect(ret).not.toHaveProperty('BalanceRemainingInHomeCurrency');
	const { PreferencesRet } = desk.one('<PreferencesQueryRq/>').content;
	expect(PreferencesRet).toMatchObject({
		AccountingPreferences: { IsUsingClassTracking: 'false' },
		MultiCurrencyPreferences: { IsMultiCurrencyOn: 'false' },
		JobsAndEstimatesPreferences: { IsUsingEstimates: 'true' },
	});
});

test('personal data and forbidden objects are only for whom they are allowed', () => {
	const desk = new Desk();
	const employee = '<FirstName>A</FirstName><LastName>B</LastName><SSN>123-45-6789</SSN>';
	desk.shelf.put('Employee', {
		ListID: '1-1',
		TimeCreated: '2024-01-01T08:00:00+00:00',
		TimeModified: '2024-01-01T08:00:00+00:00',
		EditSequence: '1',
		Name: 'A B',
		SSN: '123-45-6789',
	});
	const read = () => (desk.one('<EmployeeQueryRq/>').content.EmployeeRet as QbRecord[])[0];
	expect(read()).toHaveProperty('SSN');
	expect(desk.one('<CompanyQueryRq/>').content.CompanyRet).toHaveProperty('SSN');
	desk.quickBooks.settings.mayReadPersonalData = false;
	expect(read()).not.toHaveProperty('SSN');
	expect(desk.one('<CompanyQueryRq/>').content.CompanyRet).not.toHaveProperty('SSN');
	expect(desk.one(tag('EmployeeAddRq', tag('EmployeeAdd', employee))).code).toBe('3261');
	expect(
		desk.one(
			'<PayrollSummaryReportQueryRq><PayrollSummaryReportType>PayrollSummary</PayrollSummaryReportType></PayrollSummaryReportQueryRq>',
		).code,
	).toBe('3261');
	desk.quickBooks.settings.forbiddenObjects = ['Bill'];
	expect(desk.one('<BillQueryRq/>').code).toBe('3260');
	expect(desk.one('<InvoiceQueryRq/>').code).toBe('1');
});

test('times are those of the computer, with the offset of winter all year round', () => {
	const desk = new Desk({ timeZone: 'America/Los_Angeles' });
	const put = (id: string, time: string) =>
		desk.shelf.put('Customer', {
			ListID: id,
			TimeCreated: time,
			TimeModified: time,
			EditSequence: '1',
			Name: id,
			FullName: id,
			Sublevel: '0',
		});
	put('1-1', '2024-01-15T18:00:00+00:00');
	put('2-1', '2024-07-15T18:00:00+00:00');
	const times = (filter = '') =>
		(
			(desk.one(`<CustomerQueryRq>${filter}</CustomerQueryRq>`).content.CustomerRet ??
				[]) as QbRecord[]
		).map(({ TimeModified }) => TimeModified);
	const [winter, summer] = ['2024-01-15T10:00:00-08:00', '2024-07-15T11:00:00-08:00'];
	expect(times()).toEqual([winter, summer]);
	expect(times(tag('FromModifiedDate', summer))).toEqual([summer]);
	expect(times(tag('FromModifiedDate', '2024-07-15T11:00:00'))).toEqual([summer]);
	expect(times(tag('FromModifiedDate', '2024-07-15T11:00:01'))).toEqual([]);
	expect(times(tag('ToModifiedDate', '2024-07-15T18:00:00+00:00'))).toEqual([winter]);
});

test('a report is answered in attributes, without its empty cells, in its order', () => {
	const desk = new Desk();
	desk.shelf.table = {
		title: 'Profit & Loss',
		subtitle: '',
		basis: 'Accrual',
		columns: [
			{ title: '', type: 'STRTYPE' },
			{ title: 'Jan 24', type: 'AMTTYPE' },
			{ title: 'TOTAL', type: 'AMTTYPE' },
		],
		rows: [
			{ kind: 'text', label: 'Income', cells: [] },
			{ kind: 'data', label: 'Sales', cells: ['', '5.00'], about: 'account' },
			{ kind: 'subtotal', label: 'Total Income', cells: ['0.00', '5.00'] },
			{ kind: 'data', label: 'Rent', cells: ['1.00', '1.00'] },
			{ kind: 'total', label: 'Net Income', cells: ['-1.00', '4.00'] },
		],
	};
	const ask =
		'<GeneralSummaryReportQueryRq><GeneralSummaryReportType>ProfitAndLossStandard</GeneralSummaryReportType><ReportDateMacro>ThisMonth</ReportDateMacro></GeneralSummaryReportQueryRq>';
	const { ReportRet } = desk.one(ask).content;
	expect(desk.shelf.lastReport).toMatchObject({
		family: 'GeneralSummaryReport',
		type: 'ProfitAndLossStandard',
		query: { ReportDateMacro: 'ThisMonth' },
	});
	expect(ReportRet).toMatchObject({
		ReportTitle: 'Profit & Loss',
		ReportSubtitle: '',
		NumRows: '5',
		NumColumns: '3',
		ColDesc: [
			{ '@colID': '1', ColTitle: [{ '@titleRow': '1' }], ColType: 'Label' },
			{
				'@colID': '2',
				'@dataType': 'AMTTYPE',
				ColTitle: [{ '@value': 'Jan 24' }],
				ColType: 'Amount',
			},
			{ ColType: 'Total' },
		],
		ReportData: {
			'#order': ['TextRow', 'DataRow', 'SubtotalRow', 'DataRow', 'TotalRow'],
			TextRow: [{ '@rowNumber': '1', '@value': 'Income' }],
			DataRow: [
				{
					'@rowNumber': '2',
					RowData: { '@rowType': 'account', '@value': 'Sales' },
					ColData: [
						{ '@colID': '1', '@value': 'Sales' },
						{ '@colID': '3', '@value': '5.00' },
					],
				},
				{ '@rowNumber': '4' },
			],
		},
	});
	desk.shelf.table = { ...desk.shelf.table, rows: [] };
	expect(desk.one(ask).content.ReportRet).not.toHaveProperty('ReportData');
	desk.shelf.table = undefined;
	expect(desk.one(ask).code).toBe('3210');
});
