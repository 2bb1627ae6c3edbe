import type { INodeProperties } from 'n8n-workflow';

import type { CharacterRules } from '../../records/input/characters/keepableText';
import type { ItemInput } from '../run/itemInput';
import { optionsOf, readSwitch } from './options';

/** Which characters are looked for. */
export const codePageOption: INodeProperties = {
	displayName: 'Code Page',
	name: 'codePage',
	type: 'options',
	options: [
		{
			name: 'Windows-1252 (Western European)',
			value: 'windows1252',
			description: 'Texts with other characters are named before anything is sent',
		},
		{
			name: 'Unknown or Other',
			value: 'other',
			description: 'Only characters that no request can carry are named',
		},
	],
	default: 'windows1252',
	description:
		'Which characters the company file keeps. QuickBooks turns others into question marks for good.',
};

/** Options of the operations that write texts. */
export const characterOptions: readonly INodeProperties[] = [
	codePageOption,
	{
		displayName: 'Transliterate',
		name: 'transliterate',
		type: 'boolean',
		default: false,
		description:
			'Whether to write the nearest letters in place of characters that the company file does not keep, such as L for a Polish L with a stroke',
	},
];

/** Reads what is done about characters that QuickBooks does not keep. */
export function readCharacterRules(item: ItemInput): CharacterRules {
	return {
		transliterate: readSwitch(item, 'transliterate', false),
		isWindows1252: keepsWindows1252(item),
	};
}

/** Whether the company file keeps the characters of Windows-1252 alone. */
export function keepsWindows1252(item: ItemInput): boolean {
	return optionsOf(item).codePage !== 'other';
}
