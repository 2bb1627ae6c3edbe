import { CREDENTIAL_TYPE } from '../../common/constants';
import { settle } from '../../common/settle';
import { GATEWAY_ENVIRONMENT } from '../../transport/account/environments';
import type { ClientContext } from '../../transport/client';
import { inGatewayWords } from '../../transport/errors/gatewayWords';

/**
 * A text about Cloud Elements, said of the gateway where the credential names one.
 *
 * @param text One that is as true of a gateway.
 */
export async function inServiceWords(context: ClientContext, text: string): Promise<string> {
	const credential = await settle(context.getCredentials(CREDENTIAL_TYPE));
	const isGateway = credential.ok && credential.value.environment === GATEWAY_ENVIRONMENT;
	return isGateway ? inGatewayWords(text) : text;
}
