/** Namespace of SOAP 1.1, the only one that the Web Connector speaks. */
export const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';
/** Namespace of Intuit's contract: exactly so, with the slash. */
export const INTUIT = 'http://developer.intuit.com/';

/** A value of a parameter: text, a number, or nothing at all, which is sent as no element. */
export type Parameter = string | number | undefined;

interface Shape {
	/** In the order of the contract. */
	parameters: readonly string[];
	result: 'int' | 'string' | 'strings';
	/** What the Web Connector reports where the call fails; none where it goes on. */
	code?: string;
}

/** Every call that the Web Connector makes (Intuit's WSDL; the interactive ones stand in its guide only). */
export const METHODS = {
	serverVersion: { parameters: [], result: 'string' },
	clientVersion: { parameters: ['strVersion'], result: 'string' },
	authenticate: {
		parameters: ['strUserName', 'strPassword'],
		result: 'strings',
		code: 'QBWC1012',
	},
	sendRequestXML: {
		parameters: [
			...['ticket', 'strHCPResponse', 'strCompanyFileName', 'qbXMLCountry'],
			...['qbXMLMajorVers', 'qbXMLMinorVers'],
		],
		result: 'string',
		code: 'QBWC1041',
	},
	receiveResponseXML: {
		parameters: ['ticket', 'response', 'hresult', 'message'],
		result: 'int',
		code: 'QBWC1042',
	},
	connectionError: {
		parameters: ['ticket', 'hresult', 'message'],
		result: 'string',
		code: 'QBWC1045',
	},
	getLastError: { parameters: ['ticket'], result: 'string', code: 'QBWC1043' },
	closeConnection: { parameters: ['ticket'], result: 'string', code: 'QBWC1044' },
	/** Optional; shown as more information on an application. */
	getServerVersion: { parameters: ['ticket'], result: 'string' },
	getInteractiveURL: { parameters: ['wcTicket', 'sessionID'], result: 'string', code: 'QBWC1043' },
	interactiveDone: { parameters: ['wcTicket'], result: 'string', code: 'QBWC1043' },
	interactiveRejected: { parameters: ['wcTicket', 'reason'], result: 'string', code: 'QBWC1043' },
} as const satisfies Record<string, Shape>;

export type Method = keyof typeof METHODS;

export const shapeOf = (method: Method): Shape => METHODS[method];
