/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
import { setTimeout as pause } from 'node:timers/promises';

import { REAL_CLOCK } from '../../../../simulator/webConnector/clock';
import type { Desktop } from '../../../../simulator/webConnector/computer/desktop';
import { ComError } from '../../../../simulator/webConnector/faults';
import { readQwc } from '../../../../simulator/webConnector/qwcFile';
import { Endpoint } from '../../../../simulator/webConnector/soap/endpoint';
import { Http } from '../../../../simulator/webConnector/soap/http';
import type { Application } from '../../../../simulator/webConnector/update/application';
import { update } from '../../../../simulator/webConnector/update/update';

const PAUSE_MS = 30;

/** QuickBooks is in the process of the test, so that it outlives this one. */
async function quickBooks(path: string, text = ''): Promise<string> {
	const answer = await fetch(`${process.env.BOOKS}${path}`, { method: 'POST', body: text });
	if (answer.status !== 200) throw new ComError(await answer.text());
	return await answer.text();
}

const desktop: Desktop = {
	beginSession: async () => {
		const id = await quickBooks('/begin');
		return {
			companyFile: 'C:\\Books\\rock.qbw',
			run: async (text) => await quickBooks(`/run/${id}`, text),
			close: () => void quickBooks(`/close/${id}`).catch(() => undefined),
		};
	},
};

/** A Web Connector that calls until it is killed. */
async function main(): Promise<void> {
	const { QWC = '', PASSWORD } = process.env;
	const application: Application = {
		qwc: readQwc(QWC),
		password: PASSWORD,
		isAutoRun: false,
		status: '',
	};
	const { appUrl, style } = application.qwc;
	const endpoint = new Endpoint(new Http({ timeoutMs: 10_000 }), appUrl, style);
	for (;;) {
		await update(endpoint, application, {
			clock: REAL_CLOCK,
			version: '34.0.10.2',
			computerName: 'BACK-OFFICE',
			noOpPauseMs: PAUSE_MS,
			httpTimeoutMs: 10_000,
			closesWithoutWork: true,
			connectionTries: 10,
			leavesEmptyOut: false,
			leaving: new AbortController().signal,
			log: () => undefined,
			desktop,
		});
		await pause(PAUSE_MS);
	}
}

void main();
