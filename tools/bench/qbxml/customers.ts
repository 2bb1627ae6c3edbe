const pad = (index: number) => String(index).padStart(6, '0');

const address = (index: number) => ({
	Addr1: `Customer ${pad(index)} & Sons`,
	Addr2: `${index % 9999} Cypress Hill Rd`,
	City: 'Bayshore',
	State: 'CA',
	PostalCode: String(90_000 + (index % 9999)),
});

/** A customer as the API takes it, about as long as those of the sample company. */
export function customerRecord(index: number): Record<string, unknown> {
	return {
		Name: `Customer ${pad(index)}`,
		IsActive: 'true',
		CompanyName: `Company ${pad(index)}`,
		FirstName: 'First',
		LastName: `Last ${index}`,
		BillAddress: address(index),
		ShipAddress: address(index),
		Phone: '415-555-0100',
		Email: `customer${index}@example.com`,
		TermsRef: { FullName: 'Net 30' },
		SalesTaxCodeRef: { FullName: 'Tax' },
		CreditLimit: '5000.00',
		Notes: 'Pays by card\u2014always on time',
	};
}

const element = (name: string, value: unknown): string =>
	typeof value === 'object' && value !== null
		? `<${name}>\n${elements(value as Record<string, unknown>)}</${name}>\n`
		: `<${name}>${String(value).replace(/&/g, '&amp;')}</${name}>\n`;

const elements = (record: Record<string, unknown>): string =>
	Object.entries(record)
		.map(([name, value]) => element(name, value))
		.join('');

/**
 * The answer to a query of all customers, as QuickBooks gives it, customer by customer.
 *
 * @param count how many
 */
export function* customerAnswer(count: number): Generator<string> {
	yield '<?xml version="1.0" ?>\n<QBXML>\n<QBXMLMsgsRs>\n<CustomerQueryRs requestID="1" statusCode="0" statusSeverity="Info" statusMessage="Status OK">\n';
	for (let index = 0; index < count; index++) {
		const { Name, ...rest } = customerRecord(index);
		yield element('CustomerRet', {
			ListID: `8${pad(index)}-1484947911`,
			TimeCreated: '2017-01-20T13:31:51-08:00',
			TimeModified: '2017-01-20T13:31:51-08:00',
			EditSequence: '1484947911',
			Name,
			FullName: Name,
			...rest,
			Sublevel: '0',
			Balance: '0.00',
			TotalBalance: '0.00',
			JobStatus: 'None',
			PreferredDeliveryMethod: 'None',
		});
	}
	yield '</CustomerQueryRs>\n</QBXMLMsgsRs>\n</QBXML>\n';
}
