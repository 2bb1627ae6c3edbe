/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { setTimeout as wait } from 'node:timers/promises';

const POLL_MS = 250;
const OPENING_TIMEOUT_MS = 20_000;
const ENDING_TIMEOUT_MS = 60_000;
const REQUEST_TIMEOUT_MS = 30_000;

async function fetchPage(url: URL | string, init: RequestInit = {}): Promise<string> {
	const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS) });
	const text = await answer.text();
	if (!answer.ok) throw new Error(`The form answered ${answer.status}: ${text.slice(0, 500)}`);
	return text;
}

/** What is shown in a page: its text without markup and scripts. */
function shownIn(page: string): string {
	return page
		.replace(/<(script|style)\b[\s\S]*?<\/\1>/g, ' ')
		.replace(/<[^>]*>/g, ' ')
		.replace(/&#x27;|&#39;/g, "'")
		.replace(/\s+/g, ' ')
		.trim();
}

/** The text that a person sees who opens the form. n8n shows it a moment after its workflow was activated. */
export async function openForm(url: string): Promise<string> {
	const deadlineMs = Date.now() + OPENING_TIMEOUT_MS;
	while (Date.now() < deadlineMs && (await fetch(url)).status === 404) await wait(POLL_MS);
	return shownIn(await fetchPage(url));
}

/** What a browser sends of a page whose fields were filled in, in their order. */
function filledIn(values: string[]): FormData {
	const body = new FormData();
	for (const [index, value] of values.entries()) body.append(`field-${index}`, value);
	return body;
}

/**
 * Asks, as the page does that was sent, until the workflow has come to its next page or its ending.
 *
 * @param previous the text of the page before, which n8n shows until the workflow goes on
 * @returns its text
 */
async function nextPage(waitingUrl: string, previous?: string): Promise<string> {
	const statusUrl = new URL(waitingUrl);
	statusUrl.pathname += '/n8n-execution-status';
	const deadlineMs = Date.now() + ENDING_TIMEOUT_MS;
	for (;;) {
		const status = (await fetchPage(statusUrl)).trim();
		if (status === 'form-waiting') {
			const page = shownIn(await fetchPage(waitingUrl));
			if (page !== previous) return page;
		} else if (status !== 'running' && status !== 'new' && status !== 'waiting') {
			throw new Error(`The workflow behind the form ended as "${status}"`);
		}
		if (Date.now() > deadlineMs) throw new Error('The form came to no ending in time');
		await wait(POLL_MS);
	}
}

/** Fills in a form of one page whose workflow goes on by itself. */
export async function sendForm(url: string, values: string[]): Promise<void> {
	await fetchPage(url, { method: 'POST', body: filledIn(values) });
}

/**
 * Fills in a form as a browser does: sends it, asks until the workflow has come to its next page, sends that, and
 * so on to its ending.
 *
 * @param pages values of the fields of each page, in the order of the form
 * @returns the text that a person sees after each page; at the end that of the ending
 */
export async function submitForm(url: string, ...pages: string[][]): Promise<string[]> {
	const [first, ...further] = pages;
	const { formWaitingUrl } = JSON.parse(
		await fetchPage(url, { method: 'POST', body: filledIn(first) }),
	) as { formWaitingUrl: string };
	const shown = [await nextPage(formWaitingUrl)];
	for (const values of further) {
		await fetchPage(formWaitingUrl, { method: 'POST', body: filledIn(values) });
		shown.push(await nextPage(formWaitingUrl, shown.at(-1)));
	}
	// The page of an ending itself does this: it lets the execution come to its end.
	await fetchPage(formWaitingUrl, { method: 'POST' });
	return shown;
}
