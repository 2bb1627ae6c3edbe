import {
	canBeNothing,
	elementsOf,
	type Choice,
	type Element,
	type Entry,
} from '../schema/elements';
import { asksNoChange } from './sameValue';
import { addFault, isEmpty, memberOf, pathOf, type Members, type Place, type Scope } from './scope';

const givenIn = (branch: Entry[], members: Members): Element[] =>
	elementsOf(branch).filter((element) => (members.get(element)?.length ?? 0) > 0);

const valuesOf = (members: Members, element: Element) =>
	members.get(element)!.map(({ value }) => value);

const saysSomething = (branch: Entry[], members: Members): boolean =>
	givenIn(branch, members).some((element) => !isEmpty(valuesOf(members, element)));

/** Whether a branch only says that it is not the one: `IsAutoApply: false` beside payments that are applied. */
function declines(branch: Entry[], members: Members): boolean {
	const elements = givenIn(branch, members).filter(
		(element) => !isEmpty(valuesOf(members, element)),
	);
	if (elements.length !== 1 || elements[0].type !== 'BOOL') return false;
	return valuesOf(members, elements[0]).every((value) => String(value) === 'false');
}

/** Whether all that a branch says is there already, as in a record that was read and sent back. */
function repeats(branch: Entry[], members: Members, { present }: Place): boolean {
	if (!present) return false;
	return givenIn(branch, members).every((element) => {
		const values = valuesOf(members, element);
		const old = memberOf(present, element.stem);
		return asksNoChange(element.repeated ? values : values[0], old);
	});
}

/** The branches without those that a rule takes out, as long as one is left. */
function without(branches: Entry[][], isOut: (branch: Entry[]) => boolean): Entry[][] {
	if (branches.length < 2) return branches;
	const rest = branches.filter((branch) => !isOut(branch));
	return rest.length > 0 ? rest : branches;
}

const namesOf = (branch: Entry[]) => elementsOf(branch).map(({ stem }) => stem);

/**
 * Finds the branch of a choice that is meant by what is given.
 *
 * @returns the branch to write; undefined when none is, or when a fault says why there is none
 */
export function chosenBranch(
	choice: Choice,
	members: Members,
	place: Place,
	scope: Scope,
): Entry[] | undefined {
	const given = choice.branches.filter((branch) => givenIn(branch, members).length > 0);
	let branches = without(given, (branch) => !saysSomething(branch, members));
	branches = without(branches, (branch) => declines(branch, members));
	branches = without(branches, (branch) => repeats(branch, members, place));
	const empties = branches.length > 0 && !saysSomething(branches[0], members);
	if (branches.length > 1 && !empties) {
		const paths = branches.map((branch) =>
			members.get(givenIn(branch, members)[0])![0].path.replace(/\[\d+\]$/, ''),
		);
		addFault(scope, paths[0], `cannot go with ${paths.slice(1).join(' or ')}; give one of them`);
	}
	const isMissing = branches.length === 0 || (empties && !scope.change);
	if (isMissing && choice.required && !choice.branches.some(canBeNothing)) {
		const names = choice.branches.map((branch) => namesOf(branch)[0]);
		addFault(scope, pathOf(place.path, names[0]), `is required, or ${names.slice(1).join(' or ')}`);
		return undefined;
	}
	return isMissing ? undefined : branches[0];
}
