import type { Desktop, DesktopSession } from '../../simulator/webConnector/computer/desktop';

/** A computer with QuickBooks that writes down each document which the Web Connector hands over. */
export class RecordedDesktop implements Desktop {
	readonly documents: string[] = [];

	constructor(private readonly desktop: Desktop) {}

	async beginSession(companyFile: string): Promise<DesktopSession> {
		const session = await this.desktop.beginSession(companyFile);
		return {
			companyFile: session.companyFile,
			run: (text) => {
				this.documents.push(text);
				return session.run(text);
			},
			close: () => session.close(),
		};
	}
}
