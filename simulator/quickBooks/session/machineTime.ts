import { DateTime, IANAZone } from 'luxon';

const offsetText = (minutes: number) => {
	const size = Math.abs(minutes);
	const part = (value: number) => String(Math.floor(value)).padStart(2, '0');
	return `${minutes < 0 ? '-' : '+'}${part(size / 60)}:${part(size % 60)}`;
};

/**
 * Times as the computer of a QuickBooks shows them: its clock, with the offset of winter all year round. So the clock
 * is right and in summer the offset is an hour wrong, as integrators have found it to be. Filters are compared with
 * what is shown, so that a time that was read can be sent back.
 */
export class MachineTime {
	/** Of standard time, `-08:00`. */
	private readonly offset: string;
	private readonly zone: IANAZone;

	/** @param timeZone IANA name. */
	constructor(readonly timeZone: string) {
		this.zone = IANAZone.create(timeZone);
		const ofMonth = (month: number) => this.zone.offset(Date.UTC(2024, month, 1));
		this.offset = offsetText(Math.min(ofMonth(0), ofMonth(6)));
	}

	/** @param text UTC, `2017-01-20T21:33:37+00:00`. */
	shown(text: string): string {
		if (this.timeZone === 'UTC') return text;
		const local = DateTime.fromISO(text, { zone: this.zone });
		return local.isValid ? `${local.toFormat("yyyy-MM-dd'T'HH:mm:ss")}${this.offset}` : text;
	}

	/** @returns milliseconds of what is shown of a record's time, for comparing only. */
	ofRecord(text: string): number {
		return Date.parse(this.shown(text));
	}

	/**
	 * @param text with an offset, without one for the computer's own time, or a bare day for its start.
	 * @returns milliseconds, to be compared with those of records.
	 */
	ofFilter(text: string): number {
		const time = text.includes('T') ? text : `${text}T00:00:00`;
		return Date.parse(/([+-]\d\d:\d\d|Z)$/.test(time) ? time : time + this.offset);
	}

	/** @returns today there, `yyyy-MM-dd`. */
	today(now: Date): string {
		return DateTime.fromJSDate(now, { zone: this.zone }).toFormat('yyyy-MM-dd');
	}
}
