import { ApiError } from '../../gateway/api/errors';

export { ApiError, nothingThere, unauthorized } from '../../gateway/api/errors';

/** The text is observed, the status is our choice: the source did not record it. */
export const notSupported = () =>
	new ApiError(404, 'This API is not currently supported for this element');

/** The status is documented, the wording ours. */
export const payloadLimitExceeded = () =>
	new ApiError(429, 'The request or response payload exceeds the maximum of 8 MB.');

/** Our choice throughout: the documentation only speaks of "a specific 5xx" or a timeout. */
export const tunnelDown = () =>
	new ApiError(502, 'Unable to reach the endpoint.', 'The tunnel to the host is not connected.');

/** Our choice throughout, as for the tunnel. */
export const connectorDown = () =>
	new ApiError(
		502,
		'The endpoint returned an error.',
		'The QuickBooks connector is not running on the host.',
	);

/** Status and the words "Unsupported qbXML version" are documented; the place in both members is ours. */
export const qbxmlVersion = () =>
	new ApiError(500, 'Unsupported qbXML version', 'Unsupported qbXML version (0x8004030A)');
