/** The right of an item to be worked on: at most `concurrency` items of a run hold one at a time. */
export interface Permit {
	/** Gives the permit to others during a wait, and takes one again before it goes on. */
	during<T>(wait: () => Promise<T>): Promise<T>;
}

/** For work that holds no permit. */
export const NO_PERMIT: Permit = { during: async (wait) => await wait() };
