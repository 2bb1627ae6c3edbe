import type { CompanyFile } from '../books/companyFile';
import type { QbObject } from '../objects';

/** A write in progress. */
export interface Write {
	file: CompanyFile;
	object: QbObject;
	on: 'Add' | 'Mod';
	at: Date;
}
