/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomBytes } from 'node:crypto';
import type { CredentialToImport } from '../../tools/n8n/drive/cli';
import { atEnd } from '../../tools/n8n/serve/leftovers';

/** One message of the conversation, as OpenAI's chat completions have it. */
export interface Message {
	role: string;
	content?: unknown;
	tool_call_id?: string;
}

/** A tool that the model is offered. */
export interface OfferedTool {
	name: string;
	description: string;
	parameters: { properties?: Record<string, { type: string; description?: string }> };
}

/** What the model is asked. */
export interface Question {
	messages: Message[];
	tools: OfferedTool[];
}

/** What the model says: a text, or which tool it wants to be called with which values. */
export type Answer = { text: string } | { tool: string; values: Record<string, unknown> };

/** A language model on this machine that says what a test makes it say. */
export interface AgentModel {
	/** What it was asked, in order. */
	readonly questions: Question[];
	/** Every request whole, headers and body, as it arrived. */
	readonly heard: string[];
	/** What it says from now on. */
	think: (answer: (question: Question) => Answer) => void;
	/** The credential that reaches it. */
	readonly credential: CredentialToImport;
}

interface CompletionRequest {
	model: string;
	stream?: boolean;
	messages: Message[];
	tools?: Array<{ function: OfferedTool }>;
}

/** An answer in the form of OpenAI's chat completions. */
function completion(model: string, answer: Answer, number: number): Record<string, unknown> {
	const isText = 'text' in answer;
	const call = isText
		? undefined
		: {
				id: `call_${number}`,
				type: 'function',
				function: { name: answer.tool, arguments: JSON.stringify(answer.values) },
			};
	return {
		id: `chatcmpl-${number}`,
		object: 'chat.completion',
		created: Math.floor(Date.now() / 1000),
		model,
		choices: [
			{
				index: 0,
				finish_reason: isText ? 'stop' : 'tool_calls',
				message: {
					role: 'assistant',
					content: isText ? answer.text : null,
					...(call && { tool_calls: [call] }),
				},
			},
		],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}

/** `undoAll` ends it. */
export async function startAgentModel(): Promise<AgentModel> {
	const questions: Question[] = [];
	const heard: string[] = [];
	const key = randomBytes(24).toString('base64url');
	let answerTo: (question: Question) => Answer = () => ({ text: 'Nobody told me what to say' });

	const respond = (path: string, headers: IncomingHttpHeaders, text: string) => {
		heard.push(`${path}\n${JSON.stringify(headers)}\n${text}`);
		if (headers.authorization !== `Bearer ${key}`) return { status: 401, body: { error: {} } };
		if (path !== '/v1/chat/completions') return { status: 404, body: { error: {} } };
		const { model, stream, messages, tools = [] } = JSON.parse(text) as CompletionRequest;
		if (stream) return { status: 400, body: { error: { message: 'This model does not stream' } } };
		const question = { messages, tools: tools.map((tool) => tool.function) };
		questions.push(question);
		return { status: 200, body: completion(model, answerTo(question), questions.length) };
	};
	const server = createServer((request, response) => {
		let text = '';
		request.setEncoding('utf8');
		request.on('data', (chunk: string) => (text += chunk));
		request.on('end', () => {
			const { status, body } = respond(String(request.url), request.headers, text);
			response.writeHead(status, { 'content-type': 'application/json' });
			response.end(JSON.stringify(body));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	atEnd(async () => {
		server.closeAllConnections();
		await new Promise<void>((resolve) => server.close(() => resolve()));
	});
	const { port } = server.address() as AddressInfo;
	return {
		questions,
		heard,
		think: (answer) => (answerTo = answer),
		credential: {
			id: 'agentModel',
			name: 'OpenAI account',
			type: 'openAiApi',
			data: { apiKey: key, url: `http://127.0.0.1:${port}/v1` },
		},
	};
}
