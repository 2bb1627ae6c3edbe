/* eslint-disable @n8n/community-nodes/require-node-api-error */
import { comFaultOf } from '../faults';
import type { Moment, Setup } from '../options';
import type { Parameter } from '../soap/contract';
import type { Endpoint } from '../soap/endpoint';
import type { Connected } from './connect';
import { Ended, type Outcome } from './outcome';

const PREVIEW_LENGTH = 50;

/** The exchange of documents between a server and QuickBooks in one session. */
export class Exchange {
	private isFirst = true;

	constructor(
		private readonly endpoint: Endpoint,
		private readonly setup: Setup,
		private readonly connected: Connected,
		private readonly ticket: string,
		private readonly outcome: Outcome,
	) {}

	/**
	 * Goes on until the server has said that it is over.
	 *
	 * @returns what the server said at the end; empty where it said nothing.
	 * @throws WebConnectorError where it cannot be understood; Ended where it is disturbed.
	 */
	async run(): Promise<string> {
		for (;;) {
			const document = await this.request();
			if (document === '' || document === 'NoOp') {
				const last = await this.idle();
				if (last !== undefined) return last;
				continue;
			}
			const progress = await this.answer(document);
			this.outcome.progress.push(progress);
			if (progress < 0) return await this.endpoint.text('getLastError', { ticket: this.ticket });
			if (progress >= 100) return '';
		}
	}

	/** Only the first call of a session introduces QuickBooks. */
	private async request(): Promise<string> {
		const { connected, ticket, isFirst } = this;
		this.isFirst = false;
		return await this.endpoint.text('sendRequestXML', {
			ticket,
			strHCPResponse: this.text(isFirst ? this.introduction : ''),
			strCompanyFileName: connected.session.companyFile,
			qbXMLCountry: connected.country,
			qbXMLMajorVers: connected.majorVersion,
			qbXMLMinorVers: connected.minorVersion,
		});
	}

	private get introduction(): string {
		const { spoilIntroduction } = this.setup;
		const { hcpResponse } = this.connected;
		return spoilIntroduction ? spoilIntroduction(hcpResponse) : hcpResponse;
	}

	/** @returns the server's last words; undefined where the session goes on after a pause. */
	private async idle(): Promise<string | undefined> {
		const { endpoint, ticket, setup } = this;
		const text = await endpoint.text('getLastError', { ticket });
		if (text === 'NoOp') {
			await setup.clock.wait(setup.noOpPauseMs, setup.leaving).catch(() => undefined);
			// What the real one does when it is left during a pause is not known.
			if (setup.leaving.aborted) throw new Ended('left', 'The Web Connector was left');
			return undefined;
		}
		return text === 'Interactive mode' ? await this.interact() : text;
	}

	/**
	 * A page for the user. The guide says which calls there are, and little of when: that the session goes on once the
	 * page is done, and ends where there is none, is our model.
	 */
	private async interact(): Promise<string | undefined> {
		const { endpoint, ticket: wcTicket, setup } = this;
		const url = await endpoint.text('getInteractiveURL', { wcTicket, sessionID: wcTicket });
		if (url === '') return 'The interactive page is not there.';
		const interact = setup.user?.interact ?? (() => Promise.resolve('There is no user.'));
		const reason = await interact(url);
		if (reason === undefined) {
			await endpoint.text('interactiveDone', { wcTicket });
			return undefined;
		}
		return await endpoint.text('interactiveRejected', { wcTicket, reason });
	}

	private async answer(document: string): Promise<number> {
		this.disturbed('handedOut');
		this.outcome.documents += 1;
		this.setup.log(`Sending to QuickBooks: ${document.slice(0, PREVIEW_LENGTH)}`);
		const answer = await this.process(document);
		const times = this.disturbed('ran') === 'repeat' ? 2 : 1;
		let progress = 0;
		for (let time = 0; time < times; time += 1) {
			const { ticket } = this;
			progress = Number(await this.endpoint.call('receiveResponseXML', { ticket, ...answer }));
		}
		this.disturbed('received');
		return progress;
	}

	/** `ProcessRequest`: a document, or an error of COM, which the session survives. */
	private async process(document: string): Promise<Record<string, Parameter>> {
		const nothing = this.text('');
		try {
			const response = await this.connected.session.run(document);
			return { response, hresult: nothing, message: nothing };
		} catch (error) {
			const fault = comFaultOf(error);
			if (!fault) throw error;
			this.setup.log(`QuickBooks: ${fault.hresult} ${fault.message}`);
			return { response: nothing, hresult: fault.hresult, message: fault.message };
		}
	}

	private text(text: string): Parameter {
		return text === '' && this.setup.leavesEmptyOut ? undefined : text;
	}

	private disturbed(moment: Moment) {
		const disturbance = this.setup.disturb?.(moment);
		if (disturbance === 'crash') throw new Ended('crashed', `Crashed: ${moment}`);
		return disturbance;
	}
}
