import { TEXTS } from './pageTexts';

/** `2026-11-29 03:05 UTC`: the gateway does not know where its reader is. */
export const timeText = (ms: number): string =>
	`${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

const UNITS = [
	['day', 86_400_000],
	['hour', 3_600_000],
	['minute', 60_000],
] as const;

const relative = new Intl.RelativeTimeFormat(TEXTS.language, { numeric: 'auto' });

/** `5 minutes ago` */
export function agoText(ms: number, nowMs: number): string {
	const sinceMs = Math.max(0, nowMs - ms);
	const [unit, unitMs] =
		UNITS.find(([, eachMs]) => sinceMs >= eachMs) ?? (['second', 1_000] as const);
	return relative.format(-Math.floor(sinceMs / unitMs), unit);
}
