/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { CredentialToImport } from '../../tools/n8n/drive/cli';
import { atEnd } from '../../tools/n8n/serve/leftovers';

/** One file of a mail. */
export interface Attachment {
	name: string;
	text: string;
}

/** A mail server on this machine that keeps what it is handed and delivers nothing. */
export interface Mailbox {
	/** The mails as they came, in order. */
	readonly mails: string[];
	/** The credential that sends there. */
	readonly credential: CredentialToImport;
}

/** Speaks as much of SMTP (RFC 5321) as a client needs that has no TLS and no login. */
function receive(socket: Socket, mails: string[]): void {
	let buffered = '';
	let isData = false;
	const say = (line: string) => socket.write(`${line}\r\n`);
	const answer = (command: string) => {
		if (/^DATA/i.test(command)) {
			isData = true;
			say('354 Go on');
		} else if (/^QUIT/i.test(command)) {
			say('221 Bye');
			socket.end();
		} else say('250 OK');
	};
	socket.setEncoding('utf8');
	socket.on('error', () => socket.destroy());
	socket.on('data', (chunk: string) => {
		buffered += chunk;
		for (;;) {
			const ending = isData ? '\r\n.\r\n' : '\r\n';
			const at = buffered.indexOf(ending);
			if (at < 0) return;
			const text = buffered.slice(0, at);
			buffered = buffered.slice(at + ending.length);
			if (isData) {
				isData = false;
				mails.push(text);
				say('250 Taken');
			} else answer(text);
		}
	});
	say('220 mailbox');
}

/** `undoAll` ends it. */
export async function startMailbox(): Promise<Mailbox> {
	const mails: string[] = [];
	const server = createServer((socket) => receive(socket, mails));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	atEnd(async () => {
		await new Promise<void>((resolve) => server.close(() => resolve()));
	});
	const { port } = server.address() as AddressInfo;
	return {
		mails,
		credential: {
			id: 'mailbox',
			name: 'SMTP account',
			type: 'smtp',
			data: {
				host: '127.0.0.1',
				port,
				secure: false,
				disableStartTls: true,
				user: '',
				password: '',
			},
		},
	};
}

/** The text of a mail that has no files, with line breaks as they were written. */
export function textOf(mail: string): string {
	const at = mail.indexOf('\r\n\r\n');
	const [head, body] = [mail.slice(0, at), mail.slice(at + 4)];
	if (/content-transfer-encoding: base64/i.test(head)) {
		return Buffer.from(body, 'base64').toString('utf8');
	}
	const isQuoted = /content-transfer-encoding: quoted-printable/i.test(head);
	const decoded = isQuoted
		? Buffer.from(
				body
					.replace(/=\r\n/g, '')
					.replace(/=([0-9A-F]{2})/g, (_code, hex: string) =>
						String.fromCharCode(Number.parseInt(hex, 16)),
					),
				'latin1',
			).toString('utf8')
		: body;
	return decoded.replaceAll('\r\n', '\n');
}

/** The files of a mail. */
export function attachmentsOf(mail: string): Attachment[] {
	const boundary = /boundary="([^"]+)"/.exec(mail)?.[1];
	if (boundary === undefined) return [];
	return mail.split(`--${boundary}`).flatMap((part) => {
		const name = /filename="?([^"\r\n;]+)"?/.exec(part)?.[1];
		const at = part.indexOf('\r\n\r\n');
		if (name === undefined || at < 0) return [];
		const body = part.slice(at + 4);
		const isBase64 = /content-transfer-encoding: base64/i.test(part.slice(0, at));
		return [{ name, text: isBase64 ? Buffer.from(body, 'base64').toString('utf8') : body }];
	});
}
