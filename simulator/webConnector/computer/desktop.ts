import type { QuickBooks } from '../../quickBooks/quickBooks';
import type { Clock } from '../clock';
import { ComError } from '../faults';

/** A connection to a QuickBooks with a company file open. */
export interface DesktopSession {
	/** Full path of the file that is open. */
	readonly companyFile: string;
	/** `ProcessRequest`: takes a qbXML document and gives one back, or throws what has an `hresult`. */
	run(text: string): Promise<string> | string;
	close(): void;
}

/** A computer with QuickBooks, as the Web Connector finds it. */
export interface Desktop {
	/**
	 * `OpenConnection` and `BeginSession`.
	 *
	 * @param companyFile a full path; empty for the file that is open.
	 * @throws what has an `hresult`, such as ComError.
	 */
	beginSession(companyFile: string): Promise<DesktopSession>;
}

interface DesktopOptions {
	clock: Clock;
	/** The file that is open; undefined for none. */
	openFile?: string;
	/** Whether QuickBooks runs; default where a file is open. */
	isRunning?: boolean;
	/** Whether the application may start QuickBooks, as the administrator said when it was added. */
	mayStart?: boolean;
	/** How long a start takes: 30 to 40 s with the real one (observed). */
	startMs?: number;
}

/** A computer with company files, of which one at a time can be open. */
export class SimulatedDesktop implements Desktop {
	isRunning: boolean;
	openFile: string | undefined;
	mayStart: boolean;
	/** What keeps everybody out, as `0x80040410` for a file that is open in another mode; undefined for nothing. */
	fault: string | undefined;
	/** What happens to the next documents, first to last: an hresult, and whether QuickBooks ran it nevertheless. */
	readonly processFaults: Array<{ hresult: string; hasRun: boolean }> = [];
	private readonly clock: Clock;
	private readonly startMs: number;

	/** @param files by their full paths. */
	constructor(
		private readonly files: Readonly<Record<string, QuickBooks>>,
		options: DesktopOptions,
	) {
		this.clock = options.clock;
		this.openFile = options.openFile;
		this.isRunning = options.isRunning ?? options.openFile !== undefined;
		this.mayStart = options.mayStart ?? false;
		this.startMs = options.startMs ?? 35_000;
	}

	async beginSession(companyFile: string): Promise<DesktopSession> {
		if (this.fault !== undefined) throw new ComError(this.fault);
		const path = await this.opened(companyFile);
		const session = this.files[path].openSession();
		session.requireAccess();
		return {
			companyFile: path,
			run: (text) => {
				const fault = this.processFaults.shift();
				if (fault && !fault.hasRun) throw new ComError(fault.hresult);
				const answer = session.run(text);
				if (fault) throw new ComError(fault.hresult);
				return answer;
			},
			close: () => session.close(),
		};
	}

	/** Windows paths are the same in whatever case. */
	private pathOf(companyFile: string): string {
		const wanted = companyFile.toLowerCase();
		const path = Object.keys(this.files).find((each) => each.toLowerCase() === wanted);
		if (path === undefined) throw new ComError('0x80040403');
		return path;
	}

	private async opened(companyFile: string): Promise<string> {
		const { isRunning, openFile } = this;
		if (isRunning && openFile !== undefined) {
			const isOther = companyFile !== '' && companyFile.toLowerCase() !== openFile.toLowerCase();
			if (isOther) throw new ComError('0x8004040A');
			return openFile;
		}
		if (companyFile === '') throw new ComError('0x80040416');
		if (!this.mayStart) throw new ComError(isRunning ? '0x8004041D' : '0x80040408');
		const path = this.pathOf(companyFile);
		if (!isRunning) await this.clock.wait(this.startMs);
		this.isRunning = true;
		this.openFile = path;
		return path;
	}
}
