/* eslint-disable @n8n/community-nodes/require-node-api-error */
import type { QbxmlDocument } from '../../qbxml/document';
import { Grammar } from '../../qbxml/grammar';
import { QbxmlRefusal } from '../../qbxml/refusal';
import { validate } from '../../qbxml/validate';
import { attributesXml, Writer } from '../../qbxml/writer';
import type { Company } from '../company';
import { StatusError } from '../statusError';
import { answer } from './answer';
import type { Reply } from './context';
import { HResultError } from './hresult';
import { Iterators } from './iterators';
import { MachineTime } from './machineTime';
import { Macros } from './macros';
import { MessageSets } from './messageSets';
import type { Settings } from './settings';
import { NOT_PROCESSED, notSupported, OK, severityOf } from './statuses';

type Message = QbxmlDocument['messages'][number];

const ACCESS = {
	denied: '0x80040420',
	neverAsked: '0x80040418',
	noPermission: '0x8004041A',
} as const;

/** One connection of an application to a QuickBooks with its company file open. */
export class Session {
	private readonly iterators = new Iterators();
	private isOpen = true;
	/** Why the last document was refused: its client is not told. */
	lastRefusal: QbxmlRefusal | undefined;

	constructor(
		private readonly company: Company,
		private readonly settings: Readonly<Settings>,
	) {}

	/**
	 * Processes a document as QuickBooks' request processor does.
	 *
	 * @param text a whole qbXML document.
	 * @returns the answer, a whole document too.
	 * @throws HResultError where QuickBooks answers with no document, above all where one thing in it is not as the
	 *   schema wants it: then none of its requests has run.
	 */
	run(text: string): string {
		this.requireAccess();
		const document = this.read(text);
		const sets = new MessageSets(this.company.memory);
		const { attributes, messages } = document;
		const decision = sets.decide(text, attributes, messages.length === 0);
		if (!decision.run) {
			const { answer: stored, code } = decision;
			return stored ?? envelope('', document.set, attributes.newMessageSetID, code);
		}
		const { store } = decision;
		const isKept = store === undefined || this.settings.keepsAnswers;
		const code = store === undefined ? undefined : isKept ? 0 : 9005;
		const result = envelope(this.process(document), document.set, store, code);
		if (store !== undefined && isKept) sets.store(store, text, result);
		return result;
	}

	/** Ends the session and its iterators. */
	close(): void {
		this.isOpen = false;
		this.iterators.clear();
	}

	/** @throws HResultError where QuickBooks lets the application in no further. */
	requireAccess(): void {
		const { access, isDialogOpen, isOtherCompanyOpen } = this.settings;
		if (!this.isOpen) throw new HResultError('0x8004040D');
		if (isOtherCompanyOpen) throw new HResultError('0x8004040A');
		if (access !== 'granted') throw new HResultError(ACCESS[access]);
		if (isDialogOpen) throw new HResultError('0x80040414');
	}

	private read(text: string): QbxmlDocument {
		const { edition, highestVersion } = this.settings;
		try {
			return validate(text, { edition, maximumVersion: highestVersion });
		} catch (error) {
			if (!(error instanceof QbxmlRefusal)) throw error;
			this.lastRefusal = error;
			const isVersion = error.fault === 'version';
			throw new HResultError(isVersion ? '0x80040423' : '0x80040400', error);
		}
	}

	private process({ version, attributes, messages }: QbxmlDocument): string {
		const grammar = Grammar.of(Number(version), this.settings.edition);
		const time = new MachineTime(this.settings.timeZone);
		const macros = new Macros();
		const isShown = attributes.responseData !== 'includeNone';
		let hasFailed = false;
		const answers = messages.map((message) => {
			const reply = hasFailed ? skipped() : this.reply(message, attributes, grammar, time, macros);
			hasFailed ||= attributes.onError === 'stopOnError' && severityOf(reply.code ?? 0) === 'Error';
			return written(message, isShown ? reply : { ...reply, content: {} }, grammar, time);
		});
		return answers.join('');
	}

	/** Rolling back is in the schema, but QuickBooks does not do it: such a set is not run at all. */
	private reply(
		message: Message,
		{ onError }: Record<string, string>,
		grammar: Grammar,
		time: MachineTime,
		macros: Macros,
	): Reply {
		const { company, settings, iterators } = this;
		const { attributes, content } = message;
		const name = message.name.slice(0, -'Rq'.length);
		try {
			if (onError === 'rollbackOnError') throw notSupported('rollbackOnError');
			return answer({
				company,
				settings,
				iterators,
				grammar,
				time,
				macros,
				name,
				attributes,
				content,
			});
		} catch (error) {
			if (error instanceof StatusError) return { code: error.code, message: error.message };
			throw error;
		}
	}
}

const skipped = (): Reply => ({ code: 3231, message: NOT_PROCESSED });

function written(
	{ name, attributes }: Message,
	{ code = 0, message = OK, attributes: more, content = {}, only }: Reply,
	grammar: Grammar,
	time: MachineTime,
): string {
	const tag = `${name.slice(0, -'Rq'.length)}Rs`;
	const head = attributesXml({
		requestID: attributes.requestID,
		statusCode: String(code),
		statusSeverity: severityOf(code),
		statusMessage: message,
		...more,
	});
	const shown = (type: string, text: string) => (type === 'DATETIME' ? time.shown(text) : text);
	const body = new Writer({ grammar, only, shown }).content(tag, content);
	return body === '' ? `<${tag}${head}/>\n` : `<${tag}${head}>\n${body}</${tag}>\n`;
}

function envelope(body: string, set: string, newMessageSetID?: string, code?: number): string {
	const tag = set.replace(/Rq$/, 'Rs');
	const messageSetStatusCode = code === undefined ? undefined : String(code);
	const head =
		set === 'QBXMLMsgsRq' ? attributesXml({ newMessageSetID, messageSetStatusCode }) : '';
	return `<?xml version="1.0" ?>\n<QBXML>\n<${tag}${head}>\n${body}</${tag}>\n</QBXML>\n`;
}
