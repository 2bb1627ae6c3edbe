/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { seedCompany } from '../../../../simulator/quickBooks';
import { QuickBooks } from '../../../../simulator/quickBooks/quickBooks';

/** A moment of a document in QuickBooks. */
export type Moment = 'given' | 'ran';

type Session = ReturnType<QuickBooks['openSession']>;

/** QuickBooks for Web Connectors in processes of their own, which can be killed while it lives on. */
export class Books {
	readonly company = seedCompany();

	private readonly quickBooks = new QuickBooks(this.company);

	private readonly sessions: Session[] = [];

	private readonly server: Server;

	isBusy = false;

	/** @param onMoment is told of each document of the gateway */
	constructor(private readonly onMoment: (moment: Moment) => Promise<void>) {
		this.server = createServer((request, response) => {
			const pieces: Buffer[] = [];
			request.on('data', (piece: Buffer) => pieces.push(piece));
			request.on('end', () => {
				const [, call, id] = String(request.url).split('/');
				void this.answer(call, Number(id), Buffer.concat(pieces).toString()).then((text) =>
					response.end(text),
				);
			});
		});
	}

	async open(): Promise<string> {
		await once(this.server.listen(0, 'localhost'), 'listening');
		return `http://localhost:${(this.server.address() as AddressInfo).port}`;
	}

	/** A session of the test itself. */
	session(): Session {
		return this.quickBooks.openSession();
	}

	close(): void {
		this.server.closeAllConnections();
		this.server.close();
	}

	private async answer(call: string, id: number, text: string): Promise<string> {
		if (call === 'begin') return String(this.sessions.push(this.session()) - 1);
		if (call === 'close') this.sessions[id].close();
		if (call !== 'run') return '';
		const isWrite = text.includes('newMessageSetID=');
		this.isBusy = isWrite;
		try {
			if (isWrite) await this.onMoment('given');
			const answer = this.sessions[id].run(text);
			if (isWrite) await this.onMoment('ran');
			return answer;
		} finally {
			this.isBusy = false;
		}
	}
}
