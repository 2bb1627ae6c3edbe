/* eslint-disable @n8n/community-nodes/require-node-api-error */
import { introduce, lock, type Introduction } from '../computer/company';
import type { DesktopSession } from '../computer/desktop';
import { ComError, comFaultOf, type ComFault } from '../faults';
import type { Setup } from '../options';
import type { Endpoint } from '../soap/endpoint';
import type { Application } from './application';
import type { Login } from './login';
import { Ended } from './outcome';

/** A session with QuickBooks, ready for the server's documents. */
export interface Connected extends Introduction {
	session: DesktopSession;
}

/** The Web Connector tries twice by itself. */
const OWN_TRIES = 2;

async function begun(companyFile: string, { desktop, log }: Setup) {
	let fault: ComFault | undefined;
	for (let attempt = 1; attempt <= OWN_TRIES; attempt += 1) {
		try {
			return await desktop.beginSession(companyFile);
		} catch (error) {
			fault = comFaultOf(error);
			if (!fault) throw error;
			log(`QBWC100${attempt === 1 ? 7 : 8}: ${fault.hresult} ${fault.message}`);
		}
	}
	return fault!;
}

const isSession = (tried: ComFault | DesktopSession): tried is DesktopSession => 'run' in tried;

async function introduced(
	session: DesktopSession,
	{ qwc }: Application,
	{ computerName, clock }: Setup,
): Promise<ComFault | Connected> {
	try {
		const introduction = await introduce(session, qwc);
		if (!(await lock(session, qwc, computerName, clock.nowMs()))) throw new ComError('0x8004041B');
		return { session, ...introduction };
	} catch (error) {
		session.close();
		const fault = comFaultOf(error);
		if (fault) return fault;
		throw error;
	}
}

/**
 * Opens QuickBooks, asking the server for another company file as long as it names one: any text but `done`, the empty
 * one included, is a company file to try.
 *
 * @throws Ended where the server gives up, WebConnectorError where it or QuickBooks cannot be understood.
 */
export async function connect(
	endpoint: Endpoint,
	application: Application,
	setup: Setup,
	{ ticket, companyFile }: Login,
): Promise<Connected> {
	let wanted = companyFile;
	for (let attempt = 1; attempt <= setup.connectionTries; attempt += 1) {
		const tried = await begun(wanted, setup);
		const found = isSession(tried) ? await introduced(tried, application, setup) : tried;
		if ('session' in found) return found;
		const { hresult, message } = found;
		setup.log(`QBWC1013: ${hresult} ${message}`);
		const next = await endpoint.text('connectionError', { ticket, hresult, message });
		if (next.toLowerCase() === 'done') throw new Ended('notConnected', message);
		wanted = next;
	}
	throw new Ended(
		'notConnected',
		`The server named a company file ${setup.connectionTries} times; the real Web Connector would go on for ever.`,
	);
}
