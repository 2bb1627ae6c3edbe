import type { Expression } from '../ceql';
import type { Notification, NotificationHead } from '../store';
import { wholeSeconds } from './notification';

/** What happened to a notification, as the history has it: what it says, or that it did not arrive (observed words). */
const notified = ({ status, body, url }: Notification): unknown[] => {
	if (status === 'delivered') return [JSON.parse(body)];
	return status === 'created' ? [] : [`Error delivering event to ${url}`];
};

/** An event of an instance's history. The id is text although paths type it as a number (documented). */
export function eventView(notification: Notification) {
	const { id, instanceId, createdAtMs, status, objectType } = notification;
	const eventDate = wholeSeconds(createdAtMs);
	const notifiedData = notified(notification);
	return {
		id: String(id),
		eventDate,
		status: status === 'delivered' ? 'NOTIFIED' : 'DISPATCHED',
		providerData: JSON.stringify({ objectType }),
		notifiedData,
		eventElementInstances: [
			{
				eventId: String(id),
				elementInstanceId: instanceId,
				// Text here although it is an array one level up (observed).
				notifiedData: JSON.stringify(notifiedData),
				createdDate: eventDate,
			},
		],
	};
}

export const dispositionView = (notification: Notification) => ({
	eventId: String(notification.id),
	elementInstanceId: notification.instanceId,
	notificationData: notified(notification).map((message) => ({ message })),
});

/** What is shown of a delivery. */
type ShownDelivery = Pick<NotificationHead, 'id' | 'instanceId' | 'url'> & {
	status: string;
	attempts: readonly unknown[];
};

/** A delivery: members that a where clause of deliveries was seen to name, and our own. */
export const deliveryView = ({ id, instanceId, url, status, attempts }: ShownDelivery) => ({
	id,
	channel: 'webhook',
	status,
	elementInstanceId: instanceId,
	attempts: attempts.length,
	config: { url },
});

function valueOf(delivery: ShownDelivery, field: string): string {
	const { config, ...rest } = deliveryView(delivery);
	const values = new Map<string, unknown>(Object.entries({ ...rest, 'config.url': config.url }));
	return String(values.get(field) ?? '');
}

/** Whether a delivery meets a clause. Only equality and its combinations: more was not seen. */
export function meets(delivery: ShownDelivery, expression: Expression): boolean {
	if ('sides' in expression) {
		const holds = expression.sides.map((side) => meets(delivery, side));
		return expression.type === 'and' ? !holds.includes(false) : holds.includes(true);
	}
	const value = valueOf(delivery, expression.field);
	if (expression.type === 'isNull') return value === '';
	return expression.values.includes(value) === (expression.operator !== '!=');
}
