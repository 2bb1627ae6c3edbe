import { readDocument, writeDocument } from '../../../../gateway/qbxml';
import type { CompanyPort } from '../../../../gateway/records';
import type { SimulatedCompany } from '../../../../simulator/quickBooks';
import { QuickBooks } from '../../../../simulator/quickBooks/quickBooks';
import type { Settings } from '../../../../simulator/quickBooks/session/settings';

/** Books that are read without a Web Connector in between, and what was asked of them. */
export function directBooks(company: SimulatedCompany, settings: Partial<Settings> = {}) {
	const quickBooks = new QuickBooks(company, settings);
	let session = quickBooks.openSession();
	const asked: string[] = [];
	const port: CompanyPort = {
		version: '13.0',
		edition: 'US',
		newRequestId: () => String(asked.length),
		run: async (message) => {
			await Promise.resolve();
			asked.push(message.text);
			const document = writeDocument([message], { version: '13.0', onError: 'stopOnError' });
			return readDocument(session.run(document)).messages[0];
		},
	};
	/** The session is lost, and its iterators with it. */
	const loseSession = (): void => {
		session.close();
		session = quickBooks.openSession();
	};
	return { port, asked, loseSession, company };
}
