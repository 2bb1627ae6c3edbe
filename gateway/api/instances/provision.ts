import { randomUUID } from 'node:crypto';

import { randomSecret, withNewLink, withNewPassword } from '../../connector';
import type { ConnectorFacts, Instance, InstanceDraft } from '../../store';
import type { ElementDefinition } from '../elements/definition';
import { ApiError } from '../errors';
import { isRecord } from '../json';
import type { ApiParts } from '../parts';
import {
	defaultConfiguration,
	isMasked,
	mergeConfiguration,
	type Configuration,
} from './configuration';
import { sanitizeName } from './names';

type Body = Record<string, unknown>;

/**
 * An instance from the body of a create. Without a name it gets the element's (our choice); without tags it is tagged
 * with its name (observed).
 *
 * @param pathElement the element in the path, which wins over the one in the body
 * @throws ApiError 400 for what is missing, 404 for an element that is not there
 */
export function draftOf(
	{ vault, clock, elements }: ApiParts,
	body: Body,
	pathElement?: ElementDefinition,
): InstanceDraft {
	const element = pathElement ?? elementOfBody(elements, body);
	if (!element) throw new ApiError(400, 'Missing required parameter: element.key');
	const name = nameOfBody(body) || element.name;
	const merged = mergeConfiguration(element, defaultConfiguration(element), body.configuration);
	const [configuration, secrets] = split(element, merged);
	const connector: ConnectorFacts = {
		username: `company-${randomUUID()}`,
		fileId: `{${randomUUID()}}`,
		isConfirmed: false,
		...expectedCompany(body),
	};
	const draft: InstanceDraft = {
		createdAtMs: clock.now(),
		facts: {
			elementKey: element.key,
			name,
			tags: tagsOfBody(body) ?? [name],
			disabled: false,
			valid: true,
			configuration,
			connector,
		},
		secrets: { token: randomSecret(), configuration: secrets },
	};
	return withNewLink(withNewPassword(vault, draft), clock.now());
}

/** An instance with what a PUT or PATCH changes: members that are not there change nothing, tags are replaced as a whole. */
export function changed(element: ElementDefinition, current: Instance, body: Body): InstanceDraft {
	const before = { ...current.facts.configuration, ...current.secrets.configuration };
	const merged = mergeConfiguration(element, before, body.configuration);
	const [configuration, secrets] = split(element, merged);
	return {
		...current,
		facts: {
			...current.facts,
			name: nameOfBody(body) || current.facts.name,
			tags: tagsOfBody(body) ?? current.facts.tags,
			configuration,
		},
		secrets: { ...current.secrets, configuration: secrets },
	};
}

/** What of a configuration may lie in the database as it is, and what may not. */
function split(element: ElementDefinition, merged: Configuration): [Configuration, Configuration] {
	const entries = Object.entries(merged);
	const isSecret = ([key, value]: [string, string | null]): boolean =>
		value !== null && isMasked(element, key);
	return [
		Object.fromEntries(entries.filter((entry) => !isSecret(entry))),
		Object.fromEntries(entries.filter(isSecret)),
	];
}

/** By key or, as observed on PATCH, by id. */
export function elementOfBody(
	elements: readonly ElementDefinition[],
	{ element }: Body,
): ElementDefinition | undefined {
	const keyOrId = isRecord(element) ? (element.key ?? element.id) : undefined;
	return keyOrId === undefined ? undefined : findElement(elements, String(keyOrId));
}

/** @throws ApiError 404 where there is none with this key or id */
export function findElement(
	elements: readonly ElementDefinition[],
	keyOrId: string,
): ElementDefinition {
	const found = elements.find(({ key, id }) => key === keyOrId || String(id) === keyOrId);
	if (!found) throw new ApiError(404, `No element found with key or ID ${keyOrId.slice(0, 100)}`);
	return found;
}

function tagsOfBody({ tags }: Body): string[] | undefined {
	if (tags === undefined || tags === null) return undefined;
	if (!Array.isArray(tags)) throw new ApiError(400, "'tags' must be an array.");
	// One old sample shows tags as objects; reading both is our choice.
	return tags.map((tag: unknown) => String(isRecord(tag) ? tag.name : tag));
}

const nameOfBody = ({ name }: Body): string | undefined =>
	typeof name === 'string' ? sanitizeName(name) : undefined;

function expectedCompany({ connector }: Body): Pick<ConnectorFacts, 'expectedCompany'> {
	if (connector === undefined || connector === null) return {};
	const company = isRecord(connector) ? (connector.company ?? '') : undefined;
	if (typeof company !== 'string') throw new ApiError(400, "'connector.company' must be a text.");
	return company.trim() === '' ? {} : { expectedCompany: company.trim() };
}
