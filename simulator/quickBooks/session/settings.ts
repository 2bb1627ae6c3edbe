import type { Edition } from '../../qbxml/grammar';
import type { Feature } from '../requests/features';

/** What a QuickBooks is, and what is wrong with it just now. May be changed while sessions are open. */
export interface Settings {
	productName: string;
	majorVersion: string;
	minorVersion: string;
	edition: Edition;
	/** The highest version of qbXML that it takes, 13 to 16. */
	highestVersion: number;
	/** IANA name of the zone of the computer that it runs on. */
	timeZone: string;
	/** The code page that texts are stored in, as the encoding standard names it; what it lacks becomes `?`. */
	codePage: string;
	/** Members that keep ASCII only, for a code page that is not the one of the computer. */
	asciiFields: readonly string[];
	/** Features of the preferences that are off. */
	featuresOff: readonly Feature[];
	/** Whether a dialog is open, which keeps every application out. */
	isDialogOpen: boolean;
	/** Whether the user has another company file open than the one that the application is for. */
	isOtherCompanyOpen: boolean;
	/** What the administrator of the company has said about the application. */
	access: 'granted' | 'neverAsked' | 'noPermission' | 'denied';
	/** Whether the application may see personal data, social security numbers and payroll. */
	mayReadPersonalData: boolean;
	/** qbXML objects that the user who is logged in may not touch. */
	forbiddenObjects: readonly string[];
	/** Whether answers to message sets are kept: without, recovery fails with 9005. */
	keepsAnswers: boolean;
	fileMode: 'SingleUser' | 'MultiUser';
}

/** A QuickBooks Enterprise of the United States with all features on and nothing in its way. */
export const DEFAULT_SETTINGS: Settings = {
	productName: 'QuickBooks Enterprise Solutions 24.0',
	majorVersion: '34',
	minorVersion: '0',
	edition: 'US',
	highestVersion: 16,
	timeZone: 'UTC',
	codePage: 'windows-1252',
	asciiFields: [],
	featuresOff: [],
	isDialogOpen: false,
	isOtherCompanyOpen: false,
	access: 'granted',
	mayReadPersonalData: true,
	forbiddenObjects: [],
	keepsAnswers: true,
	fileMode: 'MultiUser',
};
