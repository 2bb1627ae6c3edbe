import type { InstanceApi } from '../provisioning/instanceApi';
import type { Patience } from '../transport/client';
import { InputFault, RequestFailure } from '../transport/failure';
import type { InstanceAccess } from '../transport/lane';
import { settle } from '../transport/settle';

/** Resolves the Element tokens of instances: once per run and instance, however many items go there. */
export class RecordTokens {
	private readonly byId = new Map<string, Promise<InstanceAccess>>();

	constructor(private readonly instances: InstanceApi) {}

	/**
	 * What a call through an instance needs.
	 * Errors: RequestFailure; InputFault where the service gives no token.
	 */
	async accessTo(id: string, patience: Patience): Promise<InstanceAccess> {
		const known = this.byId.get(id);
		if (known) return await known;
		const resolving = this.resolve(id, patience);
		this.byId.set(id, resolving);
		const outcome = await settle(resolving);
		// A refusal holds for the whole run; after anything else the next item may have more luck.
		if (!outcome.ok && !isRefused(outcome.error)) this.byId.delete(id);
		return await resolving;
	}

	private async resolve(id: string, patience: Patience): Promise<InstanceAccess> {
		const { token } = await this.instances.get(id, patience);
		if (typeof token === 'string' && token !== '') return { id, token };
		throw new InputFault(
			[`Cloud Elements gave no token for the instance with ID ${id}`],
			'Look at the instance in the Cloud Elements console, or create it anew.',
		);
	}
}

function isRefused(error: unknown): boolean {
	const { status = 0 } = error instanceof RequestFailure ? error : {};
	return error instanceof InputFault || (status >= 400 && status < 500 && status !== 429);
}
