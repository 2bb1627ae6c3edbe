/** What QuickBooks said of the company file in the first session, and has said since. */
export interface CompanyFacts {
	/** QuickBooks' `CompanyName`. */
	name: string;
	/** Full path on the company's computer. */
	fileName: string;
	country: string;
	/** Versions of qbXML that this QuickBooks speaks, such as `13.0`, ascending. */
	qbxmlVersions: string[];
	productName?: string;
	isMultiCurrencyOn?: boolean;
	homeCurrency?: string;
	/** The mark that the Web Connector left in the company file, where QuickBooks shows it. */
	fileId?: string;
}

/** What went wrong last between QuickBooks and us, in words that a person can use. */
export interface ConnectorError {
	atMs: number;
	message: string;
	/** Such as `0x80040414`, where the Web Connector named one. */
	code?: string;
}

/** The connection of an instance to the Web Connector on the company's computer. */
export interface ConnectorFacts {
	username: string;
	/** `{8-4-4-4-12}`; never another one for the same company. */
	fileId: string;
	/** HMAC of the password; undefined until one was made. */
	passwordDigest?: string;
	linkExpiresAtMs?: number;
	/** The company that whoever made the instance named. */
	expectedCompany?: string;
	company?: CompanyFacts;
	/** The books that somebody said to be the wrong ones, before anybody confirmed them. */
	rejectedCompany?: CompanyFacts;
	/** Whether somebody said that these are the right books. */
	isConfirmed: boolean;
	/** Whether a record was seen in this company that came back with the ExternalGUID that it was given. */
	returnsGuids?: boolean;
	lastSeenMs?: number;
	lastError?: ConnectorError;
}

/** What may be read in the database by whoever has it. */
export interface InstanceFacts {
	elementKey: string;
	name: string;
	tags: string[];
	disabled: boolean;
	valid: boolean;
	/** All that is no secret, by its key; null is a value of the API. */
	configuration: Record<string, string | null>;
	connector: ConnectorFacts;
	/** Digest of the idempotency key under which it was made. */
	key?: string;
}

/** What is encrypted. */
export interface InstanceSecrets {
	token: string;
	/** Those values of the configuration that are secrets. */
	configuration: Record<string, string | null>;
	/** The Web Connector's password in clear, until its first log-in. */
	password?: string;
	/** The secret of the link by which a person connects the company. */
	link?: string;
}

export interface InstanceDraft {
	createdAtMs: number;
	facts: InstanceFacts;
	secrets: InstanceSecrets;
}

export interface Instance extends InstanceDraft {
	id: number;
}

/** By what an instance is looked up. */
export type InstanceKey = { token: string } | { username: string } | { link: string };
