import type { FastifyReply, FastifyRequest } from 'fastify';
import { commonHeaders, errorAnswer, execute, type WireAnswer } from './answers';
import type { Exchange } from '../faults/apply';
import type { Call, Handler } from './http';
import { Ended } from '../lifetime';
import { withHabits } from '../platform/habits';
import type { World } from '../world';

/** One request with its connection: what the server itself and the faults act on. */
export function createExchange(
	world: World,
	call: Call,
	handler: Handler,
	request: FastifyRequest,
	reply: FastifyReply,
): Exchange {
	const response = reply.raw;
	const gone = new Promise<void>((resolve) => {
		if (response.closed) resolve();
		else response.once('close', resolve);
	});
	const { lifetime } = world;

	const drop = () => {
		reply.hijack();
		request.raw.socket.destroy();
	};

	return {
		call,
		gone,
		drop,
		execute: async () => withHabits(world.habits, call, await execute(world, call, handler)),
		otherInstances: () => world.instances.all().filter(({ id }) => !call.stored.includes(id)),
		error: (error) => errorAnswer(world, call, error),
		commonHeaders: () => commonHeaders(world, call),
		now: () => world.clock.now(call.distortion.clockOffsetMs),
		pause: (ms) => lifetime.pause(ms),

		send({ status, headers, text }: WireAnswer) {
			void reply
				.code(status)
				.headers(headers)
				.send(text === '' ? undefined : text);
		},

		sendHalf({ status, headers, text }: WireAnswer) {
			reply.hijack();
			const bytes = Buffer.from(text);
			response.writeHead(status, { ...headers, 'Content-Length': bytes.length });
			response.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () =>
				request.raw.socket.destroy(),
			);
		},

		hold() {
			reply.hijack();
			const forget = lifetime.onEnd(() => request.raw.socket.destroy());
			void gone.then(forget);
		},

		executeLater(when) {
			lifetime.pendingStores += 1;
			void when()
				.then(() => execute(world, call, handler))
				.catch((error: unknown) => {
					if (!(error instanceof Ended)) throw error;
				})
				.finally(() => {
					lifetime.pendingStores -= 1;
				});
		},
	};
}
