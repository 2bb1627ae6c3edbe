import { referenceFrom, type Reference } from '../../catalogue/references';
import { isEmpty } from '../../catalogue/validation/walk';
import { isRecord } from '../../common/json/isRecord';

/**
 * What a field that picks a record says. By Name it is a name, whatever its form. By ID, what cannot be an ID is a name
 * all the same: n8n turns From List into By ID as soon as an expression is put there (observed in 2.41).
 *
 * @param given What the field holds; what is none of n8n's locators stays as it is.
 * @returns Undefined where nothing was picked.
 */
export function fromLocator(given: unknown): unknown {
	if (!isRecord(given) || !('mode' in given && 'value' in given)) return given;
	const { mode, value } = given;
	if (isEmpty(value)) return undefined;
	// An expression may give a reference as records have them.
	if (isRecord(value)) return value;
	const text = String(value).trim();
	return mode === 'name' ? ({ FullName: text } satisfies Reference) : referenceFrom(text);
}
