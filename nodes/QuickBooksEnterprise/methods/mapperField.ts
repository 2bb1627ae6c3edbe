import type { ResourceMapperField } from 'n8n-workflow';

/**
 * Yes and No as choices: n8n fills a field of type boolean with false, and what nobody filled in is not
 * to be sent.
 */
export const YES_OR_NO: NonNullable<ResourceMapperField['options']> = [
	{ name: 'Yes', value: 'true' },
	{ name: 'No', value: 'false' },
];

/**
 * A field for n8n's resource mapper.
 *
 * @param isShownFirst Whether it is there before anybody adds fields.
 */
export function mapperFieldOf(
	field: Pick<ResourceMapperField, 'id' | 'displayName' | 'required' | 'type' | 'options'>,
	isShownFirst: boolean,
): ResourceMapperField {
	return {
		...field,
		removed: !isShownFirst,
		display: true,
		defaultMatch: false,
		canBeUsedToMatch: false,
	};
}
