/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a server of its own may have dependencies */
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';

import type { Clock } from '../../queue';
import type { Instance, Store, Vault } from '../../store';
import type { Companies } from '../company/companies';
import { OWNER_ID, PRODUCT } from '../company/product';
import { connectorState } from '../company/state';
import { writeQwc } from '../qwc';
import { withNewPassword } from '../session/password';

export interface ConnectOptions {
	store: Store;
	vault: Vault;
	clock: Clock;
	companies: Companies;
	publicUrl: string;
	/** What the `.qwc` file asks for. */
	intervalSeconds: number;
}

type WithSecret = FastifyRequest<{ Params: { secret: string } }>;

/**
 * `/connect/{secret}`: what the person at the company's computer, or a script there, needs. Opening it changes nothing,
 * since scanners of mail open links too.
 */
export const connectRoutes: FastifyPluginAsync<ConnectOptions> = async (app, options) => {
	const { store, vault, clock, companies, publicUrl, intervalSeconds } = options;

	/** The instance of a link that is still good. */
	const find = async ({ params }: WithSecret): Promise<Instance | undefined> => {
		const instance = await store.findInstance({ link: params.secret });
		const { linkExpiresAtMs = 0 } = instance?.facts.connector ?? {};
		return clock.now() < linkExpiresAtMs ? instance : undefined;
	};

	app.addHook('onSend', async (_request, reply) => {
		// The address is a secret, and so is what stands behind it.
		void reply.headers({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
	});

	app.get('/connect/:secret', async (request: WithSecret, reply) => {
		const instance = await find(request);
		if (!instance) return gone(reply);
		const { username, lastError } = instance.facts.connector;
		return {
			name: instance.facts.name,
			state: connectorState(instance, companies.of(instance)),
			qwcUrl: `${publicUrl}/connect/${request.params.secret}/gateway.qwc`,
			username,
			lastError: lastError?.message ?? null,
		};
	});

	app.get('/connect/:secret/gateway.qwc', async (request: WithSecret, reply) => {
		const instance = await find(request);
		if (!instance) return gone(reply);
		return reply
			.header('content-type', 'application/x-qwc')
			.header('content-disposition', `attachment; filename="quickbooks-${instance.id}.qwc"`)
			.send(qwcOf(instance, await store.instances(), publicUrl, intervalSeconds));
	});

	app.post('/connect/:secret/password', async (request: WithSecret, reply) => {
		const found = await find(request);
		if (!found) return gone(reply);
		const { password } = found.secrets;
		if (password !== undefined) return { password };
		// It was used already, so nobody can read it any more: a new one.
		const changed = await store.changeInstance(found.id, (now) => withNewPassword(vault, now));
		return changed ? { password: changed.secrets.password } : gone(reply);
	});
};

const gone = (reply: FastifyReply) =>
	reply.code(404).send({
		message: 'This link has expired, or the company is connected. Ask for a new link.',
	});

/** The same at each download: a new id would mean a new permission in QuickBooks. */
function qwcOf(
	{ id, facts }: Instance,
	instances: readonly Instance[],
	publicUrl: string,
	intervalSeconds: number,
): string {
	const nameOf = (other: Pick<Instance, 'facts'>): string =>
		other.facts.configuration['app.name'] ?? PRODUCT;
	// Two entries of one name on one computer make the Web Connector ask (documented).
	const isTaken = instances.some((other) => other.id < id && nameOf(other) === nameOf({ facts }));
	return writeQwc({
		name: isTaken ? `${nameOf({ facts })} – ${facts.name}` : nameOf({ facts }),
		description: `Lets n8n work with the books of ${facts.name}`.slice(0, 80),
		url: `${publicUrl}/qbwc`,
		userName: facts.connector.username,
		ownerId: OWNER_ID,
		fileId: facts.connector.fileId,
		uniqueName: `${PRODUCT} ${facts.connector.username}`,
		intervalSeconds,
	});
}
