/** `text` is a heading over the rows below it; `subtotal` and `total` add up what is above. */
export type ReportRowKind = 'data' | 'subtotal' | 'text' | 'total';

/** How rows name the heading that they add up: "Total Expense", "TOTAL ASSETS", "Expense Total". */
const CLOSINGS = [/^total\s+(?:for\s+|of\s+|-\s*)?(.+)$/i, /^(.+?)\s+total$/i];

const plain = (text: string) => text.trim().replace(/\s+/g, ' ').toLowerCase();

interface OpenHeading {
	text: string;
	/** Whether figures stand right under it that were not added up yet. */
	hasFigures: boolean;
}

/**
 * Which headings are open at a row of a report. A report does not say where a heading ends: the row that adds up what
 * stands under it is its last one.
 */
export class OpenHeadings {
	private open: OpenHeading[] = [];

	/** A heading begins, within the one that is open. */
	begin(text: string): void {
		this.open.push({ text, hasFigures: false });
	}

	/**
	 * Takes a row with figures.
	 *
	 * @param label What its first column says.
	 * @returns The heading that it stands under, its last row included; undefined for none.
	 */
	take(kind: ReportRowKind, label: string): string | undefined {
		const nearest = this.open[this.open.length - 1];
		if (kind === 'data') {
			if (nearest) nearest.hasFigures = true;
			return nearest?.text;
		}
		const closed = this.closedBy(label);
		if (closed >= 0) {
			const [{ text }] = this.open.splice(closed);
			return text;
		}
		if (kind === 'total') {
			this.open = [];
			return undefined;
		}
		// Without a name it adds up the figures right above; otherwise sums of what was closed, such as a gross profit.
		if (nearest?.hasFigures) this.open.pop();
		return nearest?.text;
	}

	/** Where the heading stands that a sum names, counted from the outermost one; negative for none. */
	private closedBy(label: string): number {
		const named = CLOSINGS.flatMap((closing) => closing.exec(label.trim())?.[1] ?? []).map(plain);
		const texts = this.open.map(({ text }) => plain(text));
		return Math.max(-1, ...named.map((name) => texts.lastIndexOf(name)));
	}
}
