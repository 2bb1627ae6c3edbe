import { settle } from '../../../../nodes/QuickBooksEnterprise/common/settle';

const MOST_TRIES = 10;

/**
 * Starts a run of the node again where n8n did not start it: before a run it tries the patterns of the
 * parameters under a time limit of its own, which a busy machine may miss.
 */
export async function patient<T>(run: () => Promise<T>): Promise<T> {
	for (let tries = 1; ; tries++) {
		const ended = await settle(run());
		if (ended.ok) return ended.value;
		const isHeldUp = /Regular expression execution timed out/.test(String(ended.error));
		if (!isHeldUp || tries === MOST_TRIES) throw ended.error;
	}
}
