/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a server of its own may have dependencies */
import type { FastifyReply, FastifyRequest } from 'fastify';

import { ADMINISTRATION_TEXTS as TEXTS } from '../administrationTexts';
import { sendNotice, sendPage } from '../html';
import type { AdminSession } from './adminSessions';

/** How the pages behind the log-in answer. */
export class AdminPages {
	private readonly logIns = new WeakMap<FastifyRequest, AdminSession>();

	/** @param base the path under which the gateway is reached, without a slash at its end */
	constructor(private readonly base: string) {}

	/** A request is somebody's who has logged in. */
	letIn(request: FastifyRequest, session: AdminSession): void {
		this.logIns.set(request, session);
	}

	/** Answers with a page, in a request of somebody who was let in. */
	show(
		request: FastifyRequest,
		reply: FastifyReply,
		template: string,
		facts: { title: string } & Record<string, unknown>,
	): FastifyReply {
		const { formToken } = this.logIns.get(request)!;
		return sendPage(reply, template, { ...facts, base: this.base, formToken, hasMenu: true });
	}

	/** Has the browser open another page. @param path of the gateway */
	goTo(reply: FastifyReply, path: string): FastifyReply {
		return reply.redirect(this.base + path, 303);
	}

	/** A click did not come from the page. */
	refuse(reply: FastifyReply): FastifyReply {
		return sendNotice(reply.code(403), this.base, { notice: TEXTS.foreign });
	}
}
