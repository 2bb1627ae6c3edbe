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
		label: 'Event Notification Callback URL',
	},
	refreshInterval: {
		key: 'event.poller.refresh_interval',
		label: 'Event Poller Refresh Interval',
	},
	signatureKey: {
		key: 'event.notification.signature.key',
		label: 'Callback Notification Signature Key',
	},
	pollerConfiguration: { key: 'event.poller.configuration', label: 'Poller Configuration' },
} as const;

/** Keys whose values are secrets: never shown, whether the service masks them or not. */
export const SECRET_CONFIGURATION_KEYS: readonly string[] = [
	CONFIGURATION_KEYS.signatureKey.key,
	'password',
	'oauth.api.key',
	'oauth.api.secret',
	'oauth.user.token',
	'oauth.user.refresh_token',
];
