import type { QbRecord } from '../record';

/** About the company itself, under the names of `CompanyRet`. */
export function companyInfo(): QbRecord {
	const address = {
		Addr1: '123 Cypress Hill Rd',
		City: 'Bayshore',
		State: 'CA',
		PostalCode: '94326',
	};
	return {
		IsSampleCompany: 'true',
		CompanyName: 'Bayshore Builders',
		LegalCompanyName: 'Bayshore Builders',
		Address: address,
		AddressBlock: { Addr1: '123 Cypress Hill Rd', Addr2: 'Bayshore, CA 94326' },
		LegalAddress: address,
		CompanyAddressForCustomer: address,
		CompanyAddressBlockForCustomer: {
			Addr1: '123 Cypress Hill Rd',
			Addr2: 'Bayshore, CA 94326',
		},
		Phone: '415-555-0100',
		Email: 'office@example.com',
		FirstMonthFiscalYear: 'January',
		FirstMonthIncomeTaxYear: 'January',
		CompanyType: 'Construction',
		TaxForm: 'Form1040',
	};
}
