/** The sandbox's own clock: the real one, shifted. */
export class Clock {
	/** Milliseconds ahead of the real time; negative is behind. */
	offsetMs = 0;

	/** @param extraOffsetMs a further shift that one faulty request sees. */
	now(extraOffsetMs = 0): Date {
		return new Date(Date.now() + this.offsetMs + extraOffsetMs);
	}
}
