import { randomUUID } from 'node:crypto';

import type { ConnectorFacts, Instance, InstanceDraft } from '../../store';
import { findElement, type ElementDefinition } from '../elements/definition';
import { ApiError } from '../errors';
import { isRecord } from '../json';
import type { ApiParts } from '../parts';
import type { Profile } from '../profile';
import {
	defaultConfiguration,
	isMasked,
	mergeConfiguration,
	type Configuration,
} from './configuration';
import { sanitizeName } from './names';

type Body = Record<string, unknown>;

interface ProvisionParts extends Pick<ApiParts, 'elements' | 'profile'> {
	clock: Pick<ApiParts['clock'], 'now'>;
}

/** Names for the Web Connector that nobody else has. */
export const newConnector = (): ConnectorFacts => ({
	username: `company-${randomUUID()}`,
	fileId: `{${randomUUID()}}`,
	isConfirmed: false,
});

/**
 * An instance from the body of a create. Without a name it gets the element's (our choice); without tags it is tagged
 * with its name (observed).
 *
 * @param pathElement the element in the path, which wins over the one in the body
 * @throws ApiError 400 for what is missing, 404 for an element that is not there
 */
export function draftOf(
	{ clock, elements, profile }: ProvisionParts,
	body: Body,
	pathElement?: ElementDefinition,
): InstanceDraft {
	const element = pathElement ?? elementOfBody(elements, body);
	if (!element) throw new ApiError(400, 'Missing required parameter: element.key');
	const name = nameOfBody(body) || element.name;
	const merged = mergeConfiguration(element, defaultConfiguration(element), body.configuration);
	const [configuration, secrets] = split(profile, element, merged);
	return {
		createdAtMs: clock.now(),
		facts: {
			elementKey: element.key,
			name,
			tags: tagsOfBody(body) ?? [name],
			disabled: false,
			valid: true,
			configuration,
			connector: newConnector(),
		},
		secrets: { token: profile.newToken(), configuration: secrets },
	};
}

/**
 * An instance with what a PUT or PATCH changes: members that are not there change nothing, tags are replaced as a whole
 * (documented). That PUT keeps what is left out is our choice, following the documented minimal body of name and tags.
 *
 * @throws ApiError 400 for what is missing, 404 for an element that is not there
 */
export function changed(
	{ elements, profile }: Pick<ApiParts, 'elements' | 'profile'>,
	current: Instance,
	body: Body,
): InstanceDraft {
	const { facts, secrets } = current;
	const element = elementOfBody(elements, body) ?? findElement(elements, facts.elementKey);
	const before = { ...facts.configuration, ...secrets.configuration };
	const merged = mergeConfiguration(element, before, body.configuration);
	const [open, secret] = split(profile, element, merged);
	return {
		...current,
		facts: {
			...facts,
			elementKey: element.key,
			name: nameOfBody(body) || facts.name,
			tags: tagsOfBody(body) ?? facts.tags,
			configuration: open,
		},
		secrets: { ...secrets, configuration: secret },
	};
}

/** What of a configuration may lie in the database as it is, and what may not. */
function split(
	{ keepsSecretsApart }: Profile,
	element: ElementDefinition,
	merged: Configuration,
): [Configuration, Configuration] {
	if (!keepsSecretsApart) return [merged, {}];
	const entries = Object.entries(merged);
	const isSecret = ([key, value]: [string, string | null]): boolean =>
		value !== null && isMasked(element, key);
	return [
		Object.fromEntries(entries.filter((entry) => !isSecret(entry))),
		Object.fromEntries(entries.filter(isSecret)),
	];
}

/** By key or, as observed on PATCH, by id. */
function elementOfBody(
	elements: readonly ElementDefinition[],
	{ element }: Body,
): ElementDefinition | undefined {
	const keyOrId = isRecord(element) ? (element.key ?? element.id) : undefined;
	return keyOrId === undefined ? undefined : findElement(elements, String(keyOrId));
}

function tagsOfBody({ tags }: Body): string[] | undefined {
	if (tags === undefined || tags === null) return undefined;
	if (!Array.isArray(tags)) throw new ApiError(400, "'tags' must be an array.");
	// One old sample shows tags as objects; reading both is our choice.
	return tags.map((tag: unknown) => String(isRecord(tag) ? tag.name : tag));
}

const nameOfBody = ({ name }: Body): string | undefined =>
	typeof name === 'string' ? sanitizeName(name) : undefined;
