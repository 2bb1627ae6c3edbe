import type { Office } from '../records/support/office';

/** A write that left and was lost: the session broke, and the books do not tell. */
export async function loseCall({ store, id, clock }: Office, requestId = 'lost-1'): Promise<void> {
	const atMs = clock.now();
	await store.addCall({
		id: requestId,
		instanceId: id,
		kind: 'write',
		method: 'POST',
		path: '/elements/api-v2/invoices',
		queuedAtMs: atMs,
	});
	await store.handOut([requestId], { sessionId: 's', atMs, document: '', isSynced: true });
	await store.settle(requestId, ['handedOut'], {
		state: 'unknown',
		atMs,
		reason: 'The session ended.',
		candidates: JSON.stringify([{ id: '80-1', name: 'INV-7', createdAt: '2026-11-29' }]),
		isSynced: true,
	});
}
