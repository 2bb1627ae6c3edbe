import type { ICredentialDataDecryptedObject, INodeParameters } from 'n8n-workflow';

import type { StoredInstance } from '../../../sandbox';
import { loadTrigger } from '../../support/builtPackage';
import { byId } from '../../support/sandboxed';
import { TriggerHost } from '../../support/triggerHost';

/** The settings of an instance that the trigger makes. */
export const KEYS = {
	enabled: 'event.notification.enabled',
	callback: 'event.notification.callback.url',
	signature: 'event.notification.signature.key',
	interval: 'event.poller.refresh_interval',
	poller: 'event.poller.configuration',
};

/** The callback of somebody else. */
export const FOREIGN = 'https://other.example.com/hooks/quickbooks?code=4711';

/** A workflow with the webhook trigger, which watches customers and invoices of an instance. */
export function webhookHost(
	bench: { credential: () => ICredentialDataDecryptedObject },
	instance: StoredInstance,
	parameters: INodeParameters = {},
): TriggerHost {
	return new TriggerHost({
		node: loadTrigger('QuickBooksEnterpriseTrigger'),
		credential: () => bench.credential(),
		parameters: {
			instanceId: byId(instance.id),
			resources: ['customer', 'invoice'],
			events: ['created', 'updated'],
			refreshInterval: 5,
			options: {},
			...parameters,
		},
	});
}
