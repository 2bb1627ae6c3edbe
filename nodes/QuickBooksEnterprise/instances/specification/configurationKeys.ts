/**
 * The configuration keys of an instance that this node fills by fields (documented), with the labels
 * that users see.
 */
export const CONFIGURATION_KEYS = {
	appName: { key: 'app.name', label: 'Configured Application Name' },
	hostIp: { key: 'host.ip', label: 'Host Name/IP' },
	filterResponseNulls: { key: 'filter.response.nulls', label: 'Filter Response Nulls' },
	eventsEnabled: { key: 'event.notification.enabled', label: 'Events Enabled' },
	callbackUrl: {
		key: 'event.notification.callback.url',
		label: 'Callback URL',
	},
	refreshInterval: {
		key: 'event.poller.refresh_interval',
		label: 'Refresh Interval',
	},
	signatureKey: {
		key: 'event.notification.signature.key',
		label: 'Signature Key',
	},
	pollerConfiguration: { key: 'event.poller.configuration', label: 'Poller Configuration' },
} as const;
