import type { Company } from './company';
import { Session } from './session/session';
import { DEFAULT_SETTINGS, type Settings } from './session/settings';

/** A QuickBooks that runs with a company file open, and takes qbXML as strictly as the real one. */
export class QuickBooks {
	/** What it is and what is wrong with it: may be changed at any time. */
	readonly settings: Settings;

	constructor(
		readonly company: Company,
		settings: Partial<Settings> = {},
	) {
		this.settings = { ...DEFAULT_SETTINGS, ...settings };
	}

	/** Opens a connection of an application. Iterators live as long as it does. */
	openSession(): Session {
		return new Session(this.company, this.settings);
	}
}
