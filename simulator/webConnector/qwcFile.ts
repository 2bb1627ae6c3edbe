/* eslint-disable @n8n/community-nodes/require-node-api-error */
import { WebConnectorError } from './faults';
import { childNamed, readXml, type XmlElement } from './xml';

/** What a `.qwc` file says of an application. */
export interface QwcFile {
	appName: string;
	appUrl: string;
	appSupport: string;
	/** Where the certificate is tried; the address of the application where the file names none. */
	certUrl: string;
	userName: string;
	/** `{8-4-4-4-12}`; one for an application. */
	ownerId: string;
	/** One for a company file. */
	fileId: string;
	/** A later file with the same one replaces the entry. */
	appUniqueName?: string;
	isReadOnly: boolean;
	/** How often it is called; undefined for only when somebody asks. */
	intervalMs?: number;
	style: 'Document' | 'RPC';
}

const REQUIRED = [
	...['AppName', 'AppID', 'AppURL', 'AppDescription', 'AppSupport', 'UserName', 'OwnerID'],
	...['FileID', 'QBType'],
];
const MAY_BE_EMPTY = ['AppID'];
const GUID = /^\{[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\}$/i;
const DIGITS = /^(\d{1,3}(\.\d{1,3}){3}|\[.*\])$/;

function urlOf(text: string, name: string): URL {
	if (!URL.canParse(text)) throw new WebConnectorError('QBWC1039', `${name} is no address`);
	return new URL(text);
}

/** What is wrong with the addresses: https with a host name, or http for this computer. */
function checkUrls(app: URL, support: URL): void {
	if (DIGITS.test(app.hostname))
		throw new WebConnectorError('QBWC1001', 'AppURL has an IP address');
	if (DIGITS.test(support.hostname)) {
		throw new WebConnectorError('QBWC1002', 'AppSupport has an IP address');
	}
	if (app.hostname !== support.hostname) {
		throw new WebConnectorError('QBWC1000', 'AppURL and AppSupport are of different domains');
	}
	if (app.protocol !== 'https:' && app.hostname !== 'localhost') {
		throw new WebConnectorError('QBWC1010', 'AppURL has to be https');
	}
}

/** Where both are there, the first one holds. */
function intervalOf(root: XmlElement): number | undefined {
	const units: Readonly<Record<string, number>> = {
		RunEveryNMinutes: 60_000,
		RunEveryNSeconds: 1000,
	};
	const [first] = childNamed(root, 'Scheduler')?.children ?? [];
	const unitMs = first && units[first.name];
	const count = Number(first?.text.trim());
	return unitMs !== undefined && count >= 1 ? count * unitMs : undefined;
}

/**
 * Reads a `.qwc` file as the Web Connector does when somebody opens it.
 *
 * @throws WebConnectorError with the code that the Web Connector shows; QBWC1039 for what has none of its own.
 */
export function readQwc(text: string): QwcFile {
	let root: XmlElement;
	try {
		root = readXml(text);
	} catch (error) {
		throw new WebConnectorError('QBWC1039', `the file is no XML: ${(error as Error).message}`);
	}
	if (root.name !== 'QBWCXML' || root.uri !== '') {
		throw new WebConnectorError('QBWC1039', 'the file is no QBWCXML');
	}
	const find = (name: string) => childNamed(root, name)?.text.trim();
	const missing = REQUIRED.filter((name) =>
		MAY_BE_EMPTY.includes(name) ? find(name) === undefined : !find(name),
	);
	if (missing.length > 0)
		throw new WebConnectorError('QBWC1039', `${missing.join(', ')} is missing`);
	const of = (name: string) => find(name) ?? '';
	for (const name of ['OwnerID', 'FileID']) {
		if (!GUID.test(of(name))) throw new WebConnectorError('QBWC1039', `${name} is no {GUID}`);
	}
	if (!['QBFS', 'QBPOS'].includes(of('QBType'))) {
		throw new WebConnectorError('QBWC1065', `${of('QBType')} is no QBType`);
	}
	checkUrls(urlOf(of('AppURL'), 'AppURL'), urlOf(of('AppSupport'), 'AppSupport'));
	return {
		appName: of('AppName'),
		appUrl: of('AppURL'),
		appSupport: of('AppSupport'),
		certUrl: find('CertURL') ?? of('AppURL'),
		userName: of('UserName'),
		ownerId: of('OwnerID'),
		fileId: of('FileID'),
		appUniqueName: find('AppUniqueName'),
		isReadOnly: of('IsReadOnly').toLowerCase() === 'true',
		intervalMs: intervalOf(root),
		style: of('Style').toUpperCase() === 'RPC' ? 'RPC' : 'Document',
	};
}
