import { METHODS, type MethodName, type ResultKind } from './methods';
import { INTUIT_NAMESPACE } from './namespaces';
import { escapeXml } from './writeAnswer';

const INTEGER_PARAMETERS = ['qbXMLMajorVers', 'qbXMLMinorVers'];

const RESULT_TYPES: Readonly<Record<ResultKind, string>> = {
	string: 'minOccurs="0" maxOccurs="1" type="xsd:string"',
	strings: 'minOccurs="0" maxOccurs="1" type="tns:ArrayOfString"',
	integer: 'minOccurs="1" maxOccurs="1" type="xsd:int"',
};

/**
 * Describes the service for tools: the Web Connector has the contract built in and never reads this
 * (observed: servers without one work).
 *
 * @param url where the service answers
 */
export function writeWsdl(url: string): string {
	const names = Object.keys(METHODS) as MethodName[];
	const each = (write: (name: MethodName) => string): string => names.map(write).join('\n');
	return `<?xml version="1.0" encoding="utf-8"?>
<wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:tns="${INTUIT_NAMESPACE}" targetNamespace="${INTUIT_NAMESPACE}">
<wsdl:types>
<xsd:schema elementFormDefault="qualified" targetNamespace="${INTUIT_NAMESPACE}">
<xsd:complexType name="ArrayOfString"><xsd:sequence><xsd:element minOccurs="0" maxOccurs="unbounded" name="string" nillable="true" type="xsd:string"/></xsd:sequence></xsd:complexType>
${each(elements)}
</xsd:schema>
</wsdl:types>
${each((name) => `<wsdl:message name="${name}SoapIn"><wsdl:part name="parameters" element="tns:${name}"/></wsdl:message><wsdl:message name="${name}SoapOut"><wsdl:part name="parameters" element="tns:${name}Response"/></wsdl:message>`)}
<wsdl:portType name="QBWebConnectorSvcSoap">
${each((name) => `<wsdl:operation name="${name}"><wsdl:input message="tns:${name}SoapIn"/><wsdl:output message="tns:${name}SoapOut"/></wsdl:operation>`)}
</wsdl:portType>
<wsdl:binding name="QBWebConnectorSvcSoap" type="tns:QBWebConnectorSvcSoap">
<soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>
${each((name) => `<wsdl:operation name="${name}"><soap:operation soapAction="${INTUIT_NAMESPACE}${name}" style="document"/><wsdl:input><soap:body use="literal"/></wsdl:input><wsdl:output><soap:body use="literal"/></wsdl:output></wsdl:operation>`)}
</wsdl:binding>
<wsdl:service name="QBWebConnectorSvc"><wsdl:port name="QBWebConnectorSvcSoap" binding="tns:QBWebConnectorSvcSoap"><soap:address location="${escapeXml(url).replace(/"/g, '&quot;')}"/></wsdl:port></wsdl:service>
</wsdl:definitions>
`;
}

function elements(name: MethodName): string {
	const { parameters, result } = METHODS[name];
	const given = parameters
		.map((parameter) =>
			INTEGER_PARAMETERS.includes(parameter)
				? `<xsd:element minOccurs="1" maxOccurs="1" name="${parameter}" type="xsd:int"/>`
				: `<xsd:element minOccurs="0" maxOccurs="1" name="${parameter}" type="xsd:string"/>`,
		)
		.join('');
	return [
		sequence(name, given),
		sequence(`${name}Response`, `<xsd:element ${RESULT_TYPES[result]} name="${name}Result"/>`),
	].join('\n');
}

function sequence(name: string, content: string): string {
	const type =
		content === ''
			? '<xsd:complexType/>'
			: `<xsd:complexType><xsd:sequence>${content}</xsd:sequence></xsd:complexType>`;
	return `<xsd:element name="${name}">${type}</xsd:element>`;
}
