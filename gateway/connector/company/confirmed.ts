import type { InstanceDraft } from '../../store';

/** An instance whose books somebody said to be the right ones: its link opens nothing more. */
export function withConfirmed({ facts, secrets, ...rest }: InstanceDraft): InstanceDraft {
	const { link, ...kept } = secrets;
	void link;
	const { rejectedCompany, ...known } = facts.connector;
	void rejectedCompany;
	const connector = { ...known, isConfirmed: true };
	return { ...rest, facts: { ...facts, connector }, secrets: kept };
}
