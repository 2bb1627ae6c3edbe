import { escapeXml } from './soap/writeAnswer';

/** What a company's computer needs to know of the gateway: the content of its `.qwc` file. */
export interface ConnectorApplication {
	/** Shown in QuickBooks and in the Web Connector; unique on that computer. */
	name: string;
	/** At most 80 characters are shown (documented). */
	description: string;
	/** Where the Web Connector calls: https with a host name, or http for localhost (documented). */
	url: string;
	userName: string;
	/** One for the product; `{8-4-4-4-12}` (documented). */
	ownerId: string;
	/** One for each company; never another one for the same (documented). */
	fileId: string;
	/** A later file with the same key replaces the entry in the Web Connector (documented). */
	uniqueName: string;
	/** Least time between two calls, in seconds; 1 is the least (documented). */
	intervalSeconds: number;
}

/**
 * Writes the file that a person opens in the Web Connector.
 *
 * `IsReadOnly` is false: true would keep the Web Connector from marking the company file, and the
 * registration would fail (observed). `AppSupport` is the same address, since both must have one host
 * and answer without a log-in (documented). The permission dialog asks for access while QuickBooks is
 * closed, because nobody sits at the computer when a workflow runs.
 */
export function writeQwc(application: ConnectorApplication): string {
	const { name, description, url, userName, ownerId, fileId, uniqueName } = application;
	const members: Array<[string, string]> = [
		['AppName', name],
		['AppID', ''],
		['AppURL', url],
		['AppDescription', description],
		['AppSupport', url],
		['UserName', userName],
		['OwnerID', ownerId],
		['FileID', fileId],
		['QBType', 'QBFS'],
		['AppDisplayName', name],
		['AppUniqueName', uniqueName],
		['IsReadOnly', 'false'],
		['UnattendedModePref', 'umpRequired'],
	];
	return `<?xml version="1.0"?>
<QBWCXML>
${members.map(([key, value]) => `\t<${key}>${escapeXml(value)}</${key}>`).join('\n')}
	<Scheduler>
		<RunEveryNSeconds>${Math.max(1, Math.trunc(application.intervalSeconds))}</RunEveryNSeconds>
	</Scheduler>
</QBWCXML>
`;
}
