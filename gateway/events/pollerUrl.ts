/* eslint-disable @n8n/community-nodes/require-node-api-error -- these errors never reach a node */
import { ApiError } from '../api/errors';

/** One entry of a poller configuration, as far as it is acted on (documented members). */
export interface PollerEntry {
	url: string;
	idField?: string;
	datesConfiguration?: {
		updatedDateField?: string;
		createdDateField?: string;
		/** Seconds by which both may differ for a record to count as new. */
		createdCheckTolerance?: number;
	} | null;
}

const MINUTE_MS = 60_000;

/** Minutes by which a zone's clocks are ahead of UTC at a moment. */
function offsetMinutes(at: Date, timeZone: string): number {
	const wall = clockIn(timeZone).format(at);
	return Math.round((Date.parse(`${wall.replace(' ', 'T')}Z`) - at.getTime()) / MINUTE_MS);
}

/** @throws ApiError where there is no such zone */
function clockIn(timeZone: string): Intl.DateTimeFormat {
	try {
		return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
	} catch {
		throw new ApiError(400, 'The poller configuration names a time zone that there is not.');
	}
}

/** `yyyy-MM-dd'T'HH:mm:ssXXX` on the clocks of a zone: the one format that pollers of this element use. */
function zonedText(at: Date, timeZone: string): string {
	const offset = offsetMinutes(at, timeZone);
	const wall = new Date(at.getTime() + offset * MINUTE_MS).toISOString().slice(0, 19);
	if (offset === 0) return `${wall}Z`;
	const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
	const size = Math.abs(offset);
	return `${wall}${offset < 0 ? '-' : '+'}${two(size / 60)}:${two(size % 60)}`;
}

/**
 * Puts the time of the last poll into the macros of a poller's address: `${date:…}`, `${gmtDate:…}`, `${epoch:s}`,
 * `${dateTimeZone:America/Denver:…}` (documented). Without a zone it is in UTC (documented).
 *
 * @throws ApiError where there is no such zone
 */
export function resolveMacros(url: string, lastPoll: Date): string {
	return url.replace(/\$\{(\w+):([^}]*)\}/g, (_macro, name: string, argument: string) => {
		if (name === 'epoch') return String(Math.floor(lastPoll.getTime() / 1000));
		const zone = name === 'dateTimeZone' ? argument.slice(0, argument.indexOf(':')) : 'UTC';
		return zonedText(lastPoll, zone);
	});
}

/** The where clause of a poller's address; it comes unencoded (documented). */
export function whereOf(url: string): string | undefined {
	return /[?&]where=([^&]*)/.exec(url)?.[1];
}

/** The last part of the path: the resource. */
export function resourceOf(url: string): string {
	return url.replace(/\?.*$/s, '').split('/').pop() ?? '';
}

/**
 * The entries of an instance's poller configuration. What the service does with one that is no JSON is not known: here
 * it finds nothing.
 */
export function pollersOf(configuration: Readonly<Record<string, string | null>>): PollerEntry[] {
	try {
		const parsed = JSON.parse(configuration['event.poller.configuration'] ?? '') as object;
		return Object.values(parsed).filter(
			(entry: PollerEntry | null) => typeof entry?.url === 'string',
		) as PollerEntry[];
	} catch {
		return [];
	}
}

/** Whether somebody wants to hear of changes. */
export const areOn = (configuration: Readonly<Record<string, string | null>>): boolean =>
	configuration['event.notification.enabled'] === 'true';

const USUAL_MINUTES = 15;

/** How often changes are looked for; a minute is the least (our choice). */
export function intervalMs(configuration: Readonly<Record<string, string | null>>): number {
	const minutes = Number(configuration['event.poller.refresh_interval']);
	return (
		(Number.isFinite(minutes) && minutes > 0 ? Math.max(1, minutes) : USUAL_MINUTES) * MINUTE_MS
	);
}
