/** Namespace of SOAP 1.1 envelopes, the only kind that the Web Connector sends (documented). */
export const SOAP_NAMESPACE = 'http://schemas.xmlsoap.org/soap/envelope/';

/** Namespace of Intuit's contract; the slash at its end belongs to it (documented). */
export const INTUIT_NAMESPACE = 'http://developer.intuit.com/';
