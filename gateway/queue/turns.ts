/** Lets one thing happen after the other. */
export class Turns {
	private last: Promise<unknown> = Promise.resolve();

	/** Does something when all before it is done, however that ended. */
	async take<T>(work: () => Promise<T>): Promise<T> {
		const turn = this.last.then(work);
		this.last = turn.catch(() => undefined);
		return await turn;
	}
}
