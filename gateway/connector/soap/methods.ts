/**
 * The methods that the Web Connector calls, with the parameters and the kind of result that Intuit's
 * contract gives them (documented: Web Connector Programmer's Guide and its WSDL; the three
 * interactive ones stand in the guide only).
 */
export const METHODS = {
	serverVersion: { parameters: [], result: 'string' },
	clientVersion: { parameters: ['strVersion'], result: 'string' },
	authenticate: { parameters: ['strUserName', 'strPassword'], result: 'strings' },
	sendRequestXML: {
		parameters: [
			'ticket',
			'strHCPResponse',
			'strCompanyFileName',
			'qbXMLCountry',
			'qbXMLMajorVers',
			'qbXMLMinorVers',
		],
		result: 'string',
	},
	receiveResponseXML: {
		parameters: ['ticket', 'response', 'hresult', 'message'],
		result: 'integer',
	},
	connectionError: { parameters: ['ticket', 'hresult', 'message'], result: 'string' },
	getLastError: { parameters: ['ticket'], result: 'string' },
	closeConnection: { parameters: ['ticket'], result: 'string' },
	getServerVersion: { parameters: ['ticket'], result: 'string' },
	getInteractiveURL: { parameters: ['wcTicket', 'sessionID'], result: 'string' },
	interactiveDone: { parameters: ['wcTicket'], result: 'string' },
	interactiveRejected: { parameters: ['wcTicket', 'reason'], result: 'string' },
} as const;

export type MethodName = keyof typeof METHODS;

export type ResultKind = (typeof METHODS)[MethodName]['result'];

/** What a method answers, by its kind. */
export interface ResultOf {
	string: string;
	/** The array of `authenticate`. */
	strings: readonly string[];
	integer: number;
}

/** The parameters of a method as texts; one that is absent or null is the empty text. */
export type ParametersOf<Name extends MethodName> = Record<
	(typeof METHODS)[Name]['parameters'][number],
	string
>;

/** The method of a name, whatever its case. */
export function findMethod(name: string): MethodName | undefined {
	const wanted = name.toLowerCase();
	return (Object.keys(METHODS) as MethodName[]).find((one) => one.toLowerCase() === wanted);
}

/** The parameter that says in whose name a method is called; undefined for one that is called before there is a ticket. */
export function ticketOf(name: MethodName): 'ticket' | 'wcTicket' | undefined {
	const parameters: readonly string[] = METHODS[name].parameters;
	return (['ticket', 'wcTicket'] as const).find((each) => parameters.includes(each));
}
