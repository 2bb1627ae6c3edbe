import { blockOf, canBeNothing, type Element } from '../schema/elements';
import { isRecord } from '../record';
import { escaped } from './values/characters';
import { addFault, type Given, type Scope } from './scope';
import { scalarText } from './values/scalarText';

const tag = ({ name }: Element, content: string) => `<${name}>${content}</${name}>`;

/** An element that empties a field. */
export const emptyElement = ({ name }: Element): string => `<${name}></${name}>`;

/** Values that QuickBooks cannot do without once they are there. */
const NEVER_EMPTY = ['BOOL', 'ENUM', 'GUID', 'ID', 'TIMEINTERVAL'];

/**
 * Fields that QuickBooks does not empty although the schema allows it (Intuit: "modify requests"). The date of any
 * transaction is one.
 */
const KEPT: Record<string, string[]> = {
	Invoice: [
		...['CustomerRef', 'ARAccountRef', 'TemplateRef'],
		...['ItemRef', 'Quantity', 'Rate', 'Amount', 'SalesTaxCodeRef', 'OverrideItemAccountRef'],
	],
};

/** @returns whether a field can be emptied; a fault says so where it cannot */
export function canBeEmptied(element: Element, { path }: Given, scope: Scope): boolean {
	const kept = element.name === 'TxnDate' || KEPT[scope.object]?.includes(element.name);
	const needsParts = element.type === 'OBJ' && !canBeNothing(blockOf(element)!.entries);
	if (!kept && !needsParts && !NEVER_EMPTY.includes(element.type)) return true;
	const instead = element.default ? `; QuickBooks' own value is ${element.default}` : '';
	addFault(scope, path, `cannot be emptied in QuickBooks${instead}`);
	return false;
}

/** Writes an element that holds text; nothing but a fault where the value cannot be sent. */
export function writeScalar(element: Element, { path, value }: Given, scope: Scope): string {
	if (element.macro && isRecord(value) && typeof value.useMacro === 'string') {
		return `<${element.name} useMacro="${escaped(value.useMacro)}"/>`;
	}
	const checked = scalarText(element, value, scope.target);
	if ('text' in checked) return tag(element, escaped(checked.text));
	addFault(scope, path, checked.fault);
	return '';
}
