import { settle } from '../common/settle';
import { InputError } from '../common/problems';
import { InstanceApi } from '../instances/instanceApi';
import { NameResolver } from '../instances/nameResolver';
import { CloudElementsClient, type ClientContext } from '../transport/client';
import type { RequestPolicy } from '../transport/request';
import { RequestFailure } from '../transport/errors/failure';
import type { InstanceAccess } from '../transport/queueing/instanceQueue';
import { NO_PERMIT, type Permit } from '../transport/queueing/permit';
import { HubCall } from './hubCall';

/** What the requests of one run share: the client, the instances of the account, and their tokens. */
export class Session {
	readonly instances: InstanceApi;
	readonly nameResolver: NameResolver;
	private readonly accesses = new Map<string, Promise<InstanceAccess>>();

	private constructor(readonly client: CloudElementsClient) {
		this.instances = new InstanceApi(client);
		this.nameResolver = new NameResolver(this.instances);
	}

	/**
	 * Reads the credential.
	 *
	 * @throws InputError where the credential cannot be used as it is.
	 */
	static async open(context: ClientContext): Promise<Session> {
		return new Session(await CloudElementsClient.open(context));
	}

	/**
	 * The way through an instance. Its token is fetched once per session, however many items go there.
	 *
	 * @param permit What the requests of an item hold while they are sent; nothing where no items are run.
	 * @throws RequestFailure; InputError where the service gives no token.
	 */
	async through(
		instanceId: string,
		policy: RequestPolicy,
		permit: Permit = NO_PERMIT,
	): Promise<HubCall> {
		return new HubCall(this.client, policy, await this.accessTo(instanceId, policy), permit);
	}

	private async accessTo(id: string, policy: RequestPolicy): Promise<InstanceAccess> {
		const known = this.accesses.get(id);
		if (known) return await known;
		const resolving = this.resolve(id, policy);
		this.accesses.set(id, resolving);
		const outcome = await settle(resolving);
		// A refusal holds for the whole run; after anything else the next item may have more luck.
		if (!outcome.ok && !isRefused(outcome.error)) this.accesses.delete(id);
		return await resolving;
	}

	private async resolve(id: string, policy: RequestPolicy): Promise<InstanceAccess> {
		const { token } = await this.instances.get(id, policy);
		if (token !== undefined) return { id, token };
		const [service, where] = this.client.isGateway
			? ['The gateway', "with 'Get'"]
			: ['Cloud Elements', 'in the Cloud Elements console'];
		throw new InputError(
			[`${service} gave no token for the instance with ID ${id}`],
			`Look at the instance ${where}, or create it anew.`,
		);
	}
}

function isRefused(error: unknown): boolean {
	const { status = 0 } = error instanceof RequestFailure ? error : {};
	return error instanceof InputError || (status >= 400 && status < 500 && status !== 429);
}
