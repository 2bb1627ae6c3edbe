/** When something happened, in milliseconds since 1970. */
interface TimeRange {
	earliest: number;
	latest: number;
}

/** The clock of the service, by the `Date` of its answers. These may come from machines whose clocks disagree. */
export class ServiceClock {
	/** By how much it was ahead of ours, at the least and at the most. */
	private leadMs: { least: number; most: number } | undefined;

	/** @param date the `Date` of an answer that has just come; what is no time is left out */
	note(date: unknown): void {
		const serviceTimeMs = Date.parse(String(date));
		if (Number.isNaN(serviceTimeMs)) return;
		const leadMs = serviceTimeMs - Date.now();
		this.leadMs = {
			least: Math.min(leadMs, this.leadMs?.least ?? Infinity),
			most: Math.max(leadMs, this.leadMs?.most ?? -Infinity),
		};
	}

	/**
	 * Translates a time of this machine.
	 *
	 * @param localTimeMs milliseconds since 1970
	 * @returns undefined before an answer told the time
	 */
	timeAt(localTimeMs: number): TimeRange | undefined {
		return (
			this.leadMs && {
				earliest: localTimeMs + this.leadMs.least,
				latest: localTimeMs + this.leadMs.most,
			}
		);
	}
}
