/** The right of an item to be worked on: at most `concurrency` items of a run hold one at a time. */
export interface Slot {
	/** Gives the slot to others during a wait, and takes one again before it goes on. */
	during<T>(wait: () => Promise<T>): Promise<T>;
}

/** For work that holds no slot. */
export const NO_SLOT: Slot = { during: async (wait) => await wait() };
