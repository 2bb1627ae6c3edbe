import { settle } from '../../common/settle';
import type { RequestPolicy } from '../../transport/request';
import type { Instance } from '../instance';
import type { InstanceApi, WriteAnswer } from '../instanceApi';
import type { InstanceBody } from '../specification/instanceBody';
import { compareInstance } from '../comparison/difference';
import { writeChanges } from '../reconcile/instanceUpdate';
import { KeptValues } from '../comparison/keptValues';
import type { CreationRequest } from '../reconcile/types';

/** An instance that was compared with what was asked for. */
export interface Confirmed {
	instance: Instance;
	/** What was asked for and the instance does not show. */
	notApplied: string[];
	hints: string[];
}

/**
 * Reads an instance of which an answer shows an ID alone: an error may have one, too.
 *
 * @returns The instance as it is shown; as the answer gave it where it cannot be read.
 */
export async function whatItShows(
	api: InstanceApi,
	answered: Instance,
	policy: RequestPolicy,
): Promise<Instance> {
	if (isAnInstance(answered)) return answered;
	const read = await settle(api.get(answered.id, policy));
	return read.ok ? read.value : answered;
}

/** Whether an answer shows what only an instance has. */
export function isAnInstance({ shows }: Instance): boolean {
	return shows.name || shows.element;
}

/**
 * Completes an instance that was just created: with its token, and where it was found again, as it was asked
 * for; somebody else may have made it, or an earlier request of ours that was cut short.
 *
 * @throws RequestFailure
 */
export async function confirmed(
	api: InstanceApi,
	found: Instance,
	{ body, policy }: CreationRequest,
	recovered: boolean,
): Promise<Confirmed> {
	const instance = await api.withToken(found, policy);
	const { changes, write } = compareInstance(instance, body);
	const isQuestionable = false;
	if (!recovered || changes.length === 0) {
		return await compared(api, { instance, isQuestionable }, body, policy);
	}
	const written = await writeChanges(api, instance, write, policy);
	const completed = await api.withToken(written.instance, policy);
	return await compared(api, { ...written, instance: completed }, body, policy);
}

/**
 * Compares an instance that was written with what was asked for. One that differs is read once more: the
 * answer may show it as it was, or not show what was asked for.
 *
 * @throws RequestFailure
 */
export async function compared(
	api: InstanceApi,
	{ instance: written, isQuestionable }: WriteAnswer,
	body: InstanceBody,
	policy: RequestPolicy,
): Promise<Confirmed> {
	if (notAppliedTo(written, body).length === 0 && written.shows.name) {
		return { instance: written, notApplied: [], hints: [] };
	}
	const instance = withSetupLink(await api.get(written.id, policy), written);
	const notApplied = notAppliedTo(instance, body);
	// What failed this time may succeed the next; only what a plain success drops is kept otherwise.
	if (!isQuestionable) rememberKept(api.account, instance, body, notApplied);
	return { instance, notApplied, hints: notAppliedHints(instance, notApplied) };
}

/** A read shows the setup link of a gateway no longer. */
function withSetupLink(read: Instance, { connector }: Instance): Instance {
	const setupUrl = read.connector?.setupUrl ?? connector?.setupUrl;
	return read.connector && setupUrl !== undefined
		? { ...read, connector: { ...read.connector, setupUrl } }
		: read;
}

/** Says what the service did not keep; nothing where it kept all. */
export function notAppliedHints({ id, name }: Instance, notApplied: readonly string[]): string[] {
	return notApplied.length === 0
		? []
		: [
				`Instance '${name}' (ID ${id}) is not all that was asked for. The service answered with success and shows another value, or none, for: ${notApplied.join(', ')}`,
			];
}

/** What an instance does not show as it was asked for; what it does not show at all is not claimed either. */
function notAppliedTo(instance: Instance, body: InstanceBody): string[] {
	return compareInstance(instance, body).changes.map(({ field }) => field);
}

/** Remembers what the service keeps otherwise, so that no later run writes it again. */
function rememberKept(
	account: string,
	instance: Instance,
	body: InstanceBody,
	fields: string[],
): void {
	const kept = new KeptValues(account, instance.id);
	for (const field of fields) {
		if (field === 'name') kept.remember(field, body.name, instance.name);
		else if (field === 'tags') kept.remember(field, body.tags, instance.tags);
		else kept.remember(field, body.configuration[field], instance.configuration[field]);
	}
}
