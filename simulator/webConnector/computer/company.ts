import { childNamed, escapeText, readXml, type XmlElement } from '../xml';
import { comFaultOf, WebConnectorError } from '../faults';
import type { DesktopSession } from './desktop';

/** As the oldest QuickBooks that the Web Connector runs with speaks it; what it asks itself needs no more. */
const VERSION = '13.0';

/** Who asks: the application, as its `.qwc` file names it. */
export interface Owner {
	ownerId: string;
	fileId: string;
}

/** What QuickBooks said of itself and its file at the begin of a session. */
export interface Introduction {
	/** The answers to HostQuery, CompanyQuery and PreferencesQuery as one document. */
	hcpResponse: string;
	country: string;
	majorVersion: number;
	minorVersion: number;
}

const documentOf = (messages: string[]) =>
	`<?xml version="1.0"?><?qbxml version="${VERSION}"?>` +
	`<QBXML><QBXMLMsgsRq onError="continueOnError">${messages.join('')}</QBXMLMsgsRq></QBXML>`;

/** Each answer of a document. */
async function ask(session: DesktopSession, messages: string[]) {
	const text = await session.run(documentOf(messages));
	return { text, answers: readXml(text).children[0].children };
}

const codeOf = ({ attributes }: XmlElement) => attributes.statusCode;

const textAt = (element: XmlElement | undefined, name: string) =>
	childNamed(element, name)?.text.trim() ?? '';

/** The private data of the application at the company, `FileID` or `AppLock`. */
function extensionIn(company: XmlElement | undefined, name: string): string | undefined {
	const found = childNamed(company, 'CompanyRet')?.children.find(
		(child) => child.name === 'DataExtRet' && textAt(child, 'DataExtName') === name,
	);
	return found && textAt(found, 'DataExtValue');
}

/**
 * Asks for host, company and preferences, as the first call of a session shows them to the server.
 *
 * @throws WebConnectorError QBWC1014 where QuickBooks does not answer all three.
 */
export async function introduce(session: DesktopSession, owner: Owner): Promise<Introduction> {
	const { text, answers } = await ask(session, [
		'<HostQueryRq requestID="0"/>',
		`<CompanyQueryRq requestID="1"><OwnerID>${owner.ownerId}</OwnerID></CompanyQueryRq>`,
		'<PreferencesQueryRq requestID="2"/>',
	]).catch((error: unknown) => {
		const fault = comFaultOf(error);
		throw fault ? new WebConnectorError('QBWC1014', `${fault.hresult} ${fault.message}`) : error;
	});
	const failed = answers.find((answer) => codeOf(answer) !== '0');
	if (failed) {
		const { statusMessage } = failed.attributes;
		throw new WebConnectorError('QBWC1014', `${failed.name}: ${statusMessage}`);
	}
	const host = childNamed(answers[0], 'HostRet');
	const versions = (host?.children ?? [])
		.filter(({ name }) => name === 'SupportedQBXMLVersion')
		.map((version) => version.text.split('.').map(Number));
	const [majorVersion, minorVersion] = versions.sort((a, b) => b[0] - a[0] || b[1] - a[1])[0];
	return {
		hcpResponse: text,
		country: textAt(host, 'Country'),
		majorVersion,
		minorVersion,
	};
}

const definition = ({ ownerId }: Owner, name: string) =>
	`<DataExtDefAddRq><DataExtDefAdd><OwnerID>${ownerId}</OwnerID><DataExtName>${name}</DataExtName>` +
	'<DataExtType>STR255TYPE</DataExtType><AssignToObject>Company</AssignToObject></DataExtDefAdd></DataExtDefAddRq>';

const extension = ({ ownerId }: Owner, name: string, value: string, operation: 'Add' | 'Mod') =>
	`<DataExt${operation}Rq><DataExt${operation}><OwnerID>${ownerId}</OwnerID><DataExtName>${name}</DataExtName>` +
	`<OtherDataExtType>Company</OtherDataExtType><DataExtValue>${escapeText(value)}</DataExtValue>` +
	`</DataExt${operation}></DataExt${operation}Rq>`;

/**
 * Marks a company file with the `FileID` of an application, which a user has to allow.
 *
 * @throws WebConnectorError QBWC1039 where the same pair is there already, QBWC1026 where another one is.
 */
export async function stamp(session: DesktopSession, owner: Owner): Promise<void> {
	const { answers } = await ask(session, [
		`<CompanyQueryRq><OwnerID>${owner.ownerId}</OwnerID></CompanyQueryRq>`,
	]);
	const known = extensionIn(answers[0], 'FileID');
	if (known === owner.fileId) {
		throw new WebConnectorError('QBWC1039', 'unique OwnerID/FileID pair value required');
	}
	if (known !== undefined) {
		throw new WebConnectorError('QBWC1026', 'another FileID of this application is there');
	}
	const written = await ask(session, [
		...['FileID', 'AppLock'].map((name) => definition(owner, name)),
		extension(owner, 'FileID', owner.fileId, 'Add'),
	]);
	if (codeOf(written.answers[2]) === '0') return;
	throw new WebConnectorError('QBWC1026', written.answers[2].attributes.statusMessage);
}

/** Takes the mark away, as removing the application does while the right file is open. */
export async function unstamp(session: DesktopSession, owner: Owner): Promise<void> {
	await ask(
		session,
		['FileID', 'AppLock'].map(
			(name) =>
				`<DataExtDefDelRq><OwnerID>${owner.ownerId}</OwnerID><DataExtName>${name}</DataExtName></DataExtDefDelRq>`,
		),
	);
}

/**
 * Locks the application's information in the company file, so that no other computer works for it at the same time.
 *
 * @param computer whose lock it is: `LOCKED:<computer>:<ticks>`.
 * @returns whether it was free; a lock of the same computer is one that a crash has left.
 */
export async function lock(session: DesktopSession, owner: Owner, computer: string, ticks: number) {
	const { answers } = await ask(session, [
		`<CompanyQueryRq><OwnerID>${owner.ownerId}</OwnerID></CompanyQueryRq>`,
	]);
	const [state, holder] = (extensionIn(answers[0], 'AppLock') ?? '').split(':');
	if (state === 'LOCKED' && holder !== computer) return false;
	await ask(session, [extension(owner, 'AppLock', `LOCKED:${computer}:${ticks}`, 'Mod')]);
	return true;
}

/** Gives the lock back. */
export async function unlock(session: DesktopSession, owner: Owner): Promise<void> {
	await ask(session, [extension(owner, 'AppLock', 'UNLOCKED', 'Mod')]);
}
