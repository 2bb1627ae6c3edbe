import { ApiError, payloadLimitExceeded } from './errors';
import type { Answer, Call, Handler } from './http';
import type { World } from '../world';

/** An answer as it goes over the wire. Header names are in the service's spelling. */
export interface WireAnswer {
	status: number;
	headers: Record<string, string>;
	/** Empty when there is no body. */
	text: string;
}

/** Largest request or response that is not a file (documented). */
const MAXIMUM_PAYLOAD_BYTES = 8 * 1024 * 1024;

/** The list that browsers are allowed to read (observed). */
const EXPOSED_HEADERS = [
	'Elements-Returned-Count',
	'Elements-Total-Count',
	'Elements-Request-Id',
	'Elements-Next-Page-Token',
	'Elements-Trace-Id',
	'Elements-Error',
	'Content-Disposition',
].join(', ');

/** Headers of every answer, right or wrong. */
export function commonHeaders(world: World, call: Call): Record<string, string> {
	return {
		'Elements-Request-Id': call.requestId,
		'Access-Control-Allow-Origin': '*',
		'Access-Control-Expose-Headers': EXPOSED_HEADERS,
		Date: world.clock.now(call.distortion.clockOffsetMs).toUTCString(),
	};
}

/** An answer with its common headers and its body as text. */
function toWire(world: World, call: Call, answer: Answer): WireAnswer {
	const headers = { ...commonHeaders(world, call), ...answer.headers };
	if (answer.file) {
		const { type, text } = answer.file;
		return { status: answer.status, headers: { ...headers, 'Content-Type': type }, text };
	}
	if (answer.body === undefined) return { status: answer.status, headers, text: '' };
	return {
		status: answer.status,
		headers: { ...headers, 'Content-Type': 'application/json;charset=UTF-8' },
		text: JSON.stringify(answer.body),
	};
}

/** The body of an error: request id and message, for calls to the provider also its own text (documented). */
export function errorAnswer(world: World, call: Call, error: ApiError): WireAnswer {
	const { status, message, providerMessage } = error;
	return toWire(world, call, {
		status,
		body: { requestId: call.requestId, message, providerMessage },
	});
}

const isJsonType = (type: string | undefined) =>
	/^application\/([\w.+-]+\+)?json\b/i.test(type ?? '');

function acceptsJson(accept: string | undefined): boolean {
	return accept === undefined || /\*\/\*|application\/(\*|json)/i.test(accept);
}

/** Calls that send or get a file, where other types are allowed and the limit of size is far higher (documented). */
const isAboutFile = ({ path }: Call) => /^(\/hubs\/[^/]+)?\/bulk\//.test(path);

/** The checks that come before any handler. Statuses are documented, wordings ours. */
function checkTransport(call: Call): void {
	if (isAboutFile(call)) return;
	const { headers, rawBody } = call;
	if (!acceptsJson(headers.accept)) {
		throw new ApiError(406, 'The Accept header allows nothing that can be sent.');
	}
	if (rawBody !== '' && !isJsonType(headers['content-type'])) {
		throw new ApiError(415, `Content type '${headers['content-type'] ?? ''}' not supported`);
	}
	if (Buffer.byteLength(rawBody) > MAXIMUM_PAYLOAD_BYTES) throw payloadLimitExceeded();
}

/** Carries a request out. Errors of the API become answers; anything else is a mistake in the sandbox. */
export async function execute(world: World, call: Call, handler: Handler): Promise<WireAnswer> {
	const carryOut = async () => {
		checkTransport(call);
		const answer = await handler(call);
		const wire = toWire(world, call, answer);
		if (!answer.file && wire.text.length > MAXIMUM_PAYLOAD_BYTES) throw payloadLimitExceeded();
		return wire;
	};
	return await carryOut().catch((error: unknown) => {
		if (error instanceof ApiError) return errorAnswer(world, call, error);
		throw error;
	});
}
