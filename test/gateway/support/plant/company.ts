/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- starts processes */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';

import { stamp } from '../../../../simulator/webConnector/computer/company';
import { readQwc } from '../../../../simulator/webConnector/qwcFile';
import { Books, type Moment } from './books';
import type { Plant } from './plant';

type Json = Record<string, unknown>;

/** A company that a gateway serves: its books live here, its Web Connector in a process that can be killed. */
export class PlantCompany {
	private readonly books: Books;

	private connector?: ChildProcess;

	private environment: NodeJS.ProcessEnv = {};

	token = '';

	id = 0;

	/** @param onMoment is told of each write of the gateway in QuickBooks, which goes on when it has ended */
	constructor(
		private readonly plant: Plant,
		readonly name: string,
		onMoment: (moment: Moment) => Promise<void>,
	) {
		this.books = new Books(onMoment);
	}

	get company(): Books['company'] {
		return this.books.company;
	}

	/** Whether QuickBooks is at work on a document. */
	get isBusy(): boolean {
		return this.books.isBusy;
	}

	/** Its records whose member has that value. */
	list(object: string, member: string, value: string): Json[] {
		return [...this.company.list(object)].filter((record) => record[member] === value);
	}

	/** Makes the instance, sets up the Web Connector, and says that the books are the right ones. */
	async join(): Promise<void> {
		const { plant, books } = this;
		const { body } = await plant.platform('POST', '/instances', {
			element: { key: 'quickbooksonprem' },
			name: this.name,
			configuration: { 'app.name': 'n8n', 'host.ip': 'office' },
		});
		[this.id, this.token] = [Number(body.id), String(body.token)];
		const { setupUrl } = body.connector as { setupUrl: string };
		const link = plant.address + new URL(setupUrl).pathname;
		const answer = await fetch(`${link}/password`, { method: 'POST' });
		const { password } = (await answer.json()) as { password: string };
		const given = await (await fetch(`${link}/gateway.qwc`)).text();
		const qwc = given.replaceAll(new URL(setupUrl).origin, plant.address);
		const session = books.session();
		const ownSession = { companyFile: '', run: session.run.bind(session), close: () => {} };
		await stamp(ownSession, readQwc(qwc));
		session.close();
		this.environment = { QWC: qwc, PASSWORD: password, BOOKS: await books.open() };
		this.startConnector();
		const confirm = `/instances/${this.id}/connector/confirm`;
		const company = this.company.info().CompanyName;
		while ((await plant.platform('POST', confirm, { company })).status !== 200) await pause(50);
	}

	startConnector(): void {
		const { PATH, HOME, TMPDIR } = process.env;
		this.connector = spawn(process.execPath, [this.plant.bundles.of('connectorMain.ts')], {
			env: { PATH, HOME, TMPDIR, ...this.environment },
			stdio: 'ignore',
		});
	}

	/** Kills the Web Connector without a warning, and waits until it is gone. */
	async killConnector(): Promise<void> {
		const { connector } = this;
		if (!connector || connector.exitCode !== null || connector.signalCode !== null) return;
		const gone = once(connector, 'exit');
		connector.kill('SIGKILL');
		await gone;
	}

	async close(): Promise<void> {
		await this.killConnector();
		this.books.close();
	}
}
