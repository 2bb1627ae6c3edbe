import type { InstanceDraft } from '../../../../gateway/store';

/** An instance as the API makes one; all that has to be unique follows from its name. */
export function draft(
	name: string,
	secrets: Partial<InstanceDraft['secrets']> = {},
): InstanceDraft {
	return {
		createdAtMs: 1_000,
		facts: {
			elementKey: 'quickbooksonprem',
			name,
			tags: ['north', 'Größe'],
			disabled: false,
			valid: true,
			configuration: { 'app.name': name },
			connector: {
				username: `user-${name}`,
				fileId: '{0b1f5d2c-1f7e-4b43-9c5f-0e6c1f8a7b11}',
				isConfirmed: false,
			},
		},
		secrets: { token: `token-${name}`, configuration: { 'signature.key': 'sig' }, ...secrets },
	};
}
