import type {
	ICredentialDataDecryptedObject,
	ICredentialTestFunctions,
	IN8nHttpFullResponse,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { InputError } from '../../common/problems';
import { settle } from '../../common/settle';
import { readAnswer } from '../answer';
import { askedThing } from '../errors/askedThing';
import { describeFailure } from '../errors/describeFailure';
import { RequestFailure, type FailureDetails } from '../errors/failure';
import { readNetworkError } from '../errors/networkError';
import { OwnNames } from '../errors/ownNames';
import { Redactor } from '../redaction/redaction';
import { buildUrl } from '../url';
import { composeAuthorization } from './authorization';
import { readConnection, type Connection } from './connection';
import { GATEWAY_ENVIRONMENT } from './environments';

/** Somebody waits for it with the credential open. */
const TIMEOUT_MS = 15_000;

/** What tells the least about an account and needs its secrets (documented). */
const PATH = ['organizations', 'me'];

/**
 * Tests a credential, so that whatever is wrong is said in words: of a test that is only described, n8n shows the bare
 * code of the network, such as ECONNREFUSED (observed in 2.41).
 *
 * @param context Its only helper for a request is the older one.
 * @returns What n8n shows in the credential.
 */
export async function testAccount(
	context: ICredentialTestFunctions,
	credential: ICredentialDataDecryptedObject,
): Promise<INodeCredentialTestResult> {
	const tested = await settle(askForOrganization(context, credential));
	if (tested.ok) return { status: 'OK', message: 'Connection successful!' };
	const isGateway = credential.environment === GATEWAY_ENVIRONMENT;
	return { status: 'Error', message: inWords(tested.error, isGateway) };
}

/** @throws InputError for a credential that cannot be used; RequestFailure. */
async function askForOrganization(
	context: ICredentialTestFunctions,
	credential: ICredentialDataDecryptedObject,
): Promise<void> {
	const connection = readConnection(credential, { name: 'QuickBooks Enterprise' });
	const redactor = new Redactor();
	for (const secret of connection.secrets) redactor.add(secret);
	const asked = askedThing('GET', PATH);
	const sent = await settle(exchange(context, connection));
	if (sent.ok) {
		const answer = { asked, sent: [], redactor, ownNames: new OwnNames() };
		readAnswer(sent.value, Date.now(), answer);
		return;
	}
	const { kind, code, reason } = readNetworkError(sent.error);
	throw new RequestFailure({
		kind,
		asked,
		networkCode: code,
		host: new URL(connection.baseUrl).host,
		reason: redactor.quote(reason),
		timeoutMs: TIMEOUT_MS,
	});
}

async function exchange(
	{ helpers }: ICredentialTestFunctions,
	{ baseUrl, secrets: [userSecret, organizationSecret] }: Connection,
): Promise<IN8nHttpFullResponse> {
	const response = (await helpers.request({
		method: 'GET',
		uri: buildUrl(baseUrl, PATH),
		headers: {
			Accept: 'application/json',
			Authorization: composeAuthorization({ userSecret, organizationSecret }),
		},
		followRedirect: false,
		resolveWithFullResponse: true,
		simple: false,
		timeout: TIMEOUT_MS,
	})) as IN8nHttpFullResponse;
	const { body } = response;
	// This helper parses what looks like JSON.
	return { ...response, body: typeof body === 'string' ? body : JSON.stringify(body) };
}

function inWords(error: unknown, isGateway: boolean): string {
	if (error instanceof InputError) return `${error.message}. ${error.advice ?? ''}`.trim();
	if (!(error instanceof RequestFailure)) return String(error);
	return wordsOf({ ...error.details, isGateway });
}

function wordsOf(details: FailureDetails): string {
	const { status, isGateway = false } = details;
	if (status === 401) {
		return isGateway
			? 'The gateway did not accept the secrets: its first start shows both, and its data folder holds them in the files user-secret and organization-secret'
			: 'Cloud Elements did not accept the secrets: check User Secret, Organization Secret and Environment';
	}
	if (status === 404) {
		return `No ${isGateway ? 'gateway' : 'Cloud Elements API'} at this address: check Environment and Base URL`;
	}
	const { message, description } = describeFailure(details, { action: 'test the credential' });
	return `${message}. ${description.replace(/\n/g, ' ')}`;
}
