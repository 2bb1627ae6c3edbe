import type { Distortion } from '../server/http';

/** Which new records lists do not show yet: what a fault asks for. Reading a record by its id always works. */
export class Listing {
	/** Real time in milliseconds since 1970, by id. */
	private readonly shownFromMs = new Map<string, number>();
	/** Nothing created from now on is listed before this real time. */
	private floorMs = 0;

	created(id: string, { listDelayMs = 0, keepListOrder = false }: Distortion): void {
		const nowMs = Date.now();
		const fromMs = Math.max(this.floorMs, nowMs + listDelayMs);
		if (fromMs > nowMs) this.shownFromMs.set(id, fromMs);
		if (keepListOrder) this.floorMs = fromMs;
	}

	shows(id: string): boolean {
		return (this.shownFromMs.get(id) ?? 0) <= Date.now();
	}

	/** Whether there is any record that is not shown yet. */
	get isLate(): boolean {
		for (const [id, fromMs] of this.shownFromMs) {
			if (fromMs > Date.now()) return true;
			this.shownFromMs.delete(id);
		}
		return false;
	}
}
