/* eslint-disable @n8n/community-nodes/require-node-api-error */
import { unlock } from '../computer/company';
import { comFaultOf, WebConnectorError } from '../faults';
import type { Setup } from '../options';
import type { Endpoint } from '../soap/endpoint';
import type { Application } from './application';
import { connect, type Connected } from './connect';
import { Exchange } from './exchange';
import { logIn } from './login';
import { Ended, type Outcome } from './outcome';

/** Ends the session with QuickBooks, unless the computer is taken to have crashed. */
async function leave(
	{ session }: Connected,
	{ qwc }: Application,
	hasCrashed: boolean,
	log: Setup['log'],
) {
	try {
		if (!hasCrashed) await unlock(session, qwc);
	} catch (error) {
		const fault = comFaultOf(error);
		if (!fault) throw error;
		// Nothing is lost by it.
		log(`QBWC1015: ${fault.hresult} ${fault.message}`);
	} finally {
		session.close();
	}
}

async function work(
	endpoint: Endpoint,
	application: Application,
	setup: Setup,
	outcome: Outcome,
): Promise<string> {
	const login = await logIn(endpoint, application, setup, outcome);
	const { ticket } = login;
	const connected = await connect(endpoint, application, setup, login);
	let hasCrashed = false;
	let last: string;
	try {
		last = await new Exchange(endpoint, setup, connected, ticket, outcome).run();
	} catch (error) {
		hasCrashed = error instanceof Ended && error.ending === 'crashed';
		throw error;
	} finally {
		await leave(connected, application, hasCrashed, setup.log);
	}
	const closing = await endpoint.text('closeConnection', { ticket });
	return last === '' ? closing : last;
}

/**
 * One update of one application, from `serverVersion` to `closeConnection`. After an error of its own the Web Connector
 * makes no further call (our model: logs show none).
 */
export async function update(
	endpoint: Endpoint,
	application: Application,
	setup: Setup,
): Promise<Outcome> {
	const outcome: Outcome = { ending: 'done', status: '', documents: 0, progress: [] };
	try {
		if (application.password === undefined) {
			throw new WebConnectorError('QBWC1030', 'no password is stored');
		}
		outcome.status = await work(endpoint, application, setup, outcome);
	} catch (error) {
		if (error instanceof Ended) outcome.ending = error.ending;
		else if (error instanceof WebConnectorError) {
			outcome.ending = 'error';
			outcome.error = error;
		} else throw error;
		outcome.status = error.message;
	}
	setup.log(`${application.qwc.appName}: ${outcome.ending}: ${outcome.status}`);
	return outcome;
}
