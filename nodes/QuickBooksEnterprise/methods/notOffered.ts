import { hasStatus, isMissing } from '../transport/errors/failure';

/** How the service says that it has nothing under an address (our choice: its words for it are not known). */
const NOT_OFFERED =
	/^(?:the )?(?:(?:resource|object|api|path|endpoint)s? )?(?:(?:was|is) )?not found\.?$|^no (?:objects?|resources?|metadata|fields?) (?:(?:was|were) )?found\b|\bnot (?:currently )?supported\b/i;

/**
 * Whether the service itself says that it does not offer what was asked for. What stands in between answers 404, too, and
 * that an instance is gone says nothing about what it offers.
 *
 * @param error What was thrown.
 */
export function isNotOffered(error: unknown): boolean {
	if (isMissing(error)) return true;
	if (!hasStatus(error, 404, 405)) return false;
	const { isService, serviceMessage = '', status } = error.details;
	return isService === true && (status === 405 || NOT_OFFERED.test(serviceMessage));
}
