import type { Office } from '../records/support/office';

const HTML = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

export interface Shown {
	status: number;
	headers: Headers;
	text: string;
}

/** Asks for a page as a browser does, which follows no redirect. */
export async function page(url: string, init: RequestInit = {}): Promise<Shown> {
	const headers = { ...HTML, ...init.headers };
	const answer = await fetch(url, { redirect: 'manual', ...init, headers });
	return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

/** Sends a form as a browser does. */
export const post = async (
	url: string,
	fields: Record<string, string> = {},
	headers: Record<string, string> = {},
): Promise<Shown> =>
	await page(url, { method: 'POST', body: new URLSearchParams(fields), headers });

const SECRETS = { user: 'user-1', organization: 'organization-1' };

/** Somebody who has logged in to the pages. */
export class Visitor {
	private constructor(
		private readonly address: string,
		readonly cookie: string,
		readonly formToken: string,
	) {}

	static async logIn({ address }: Office): Promise<Visitor> {
		const { headers } = await post(`${address}/login`, SECRETS);
		const [cookie] = headers.get('set-cookie')!.split(';');
		const { text } = await page(`${address}/`, { headers: { cookie } });
		return new Visitor(address, cookie, /name="formToken" value="([^"]+)"/.exec(text)![1]);
	}

	async see(path: string): Promise<Shown> {
		return await page(this.address + path, { headers: { cookie: this.cookie } });
	}

	/** Clicks a button. @param headers such as those of another site */
	async click(
		path: string,
		fields: Record<string, string> = {},
		headers: Record<string, string> = {},
	): Promise<Shown> {
		const { cookie, formToken } = this;
		return await post(this.address + path, { formToken, ...fields }, { cookie, ...headers });
	}
}
