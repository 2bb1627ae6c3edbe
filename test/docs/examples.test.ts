/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import type { INodeTypeDescription } from 'n8n-workflow';

import type { Workflow, WorkflowNode } from '../../tools/n8n/drive/workflow';
import { complaintsOf, descriptionOf } from '../../e2e/support/exampleNodes';
import { NODE_TYPE } from '../../tools/n8n/drive/product';
import { loadNode, loadTrigger } from '../support/builtPackage';
import { textHeight } from './noteHeight';

const FOLDER = join(process.cwd(), 'examples');
const TESTS = join(process.cwd(), 'e2e', 'tests');
const STICKY_NOTE = 'n8n-nodes-base.stickyNote';
/** About what n8n draws for a node, with its name below, in pixels of the canvas. */
const NODE_SIZE = { width: 100, height: 140 };

/** How wide n8n shows a workflow in a window of 1440 by 900, and how high it may then be (measured in 2.41.1). */
const SHOWN_WIDTH = 1166;
const ABOVE_BUTTONS = 668;

/** Yellow, orange and red. */
const ALARM_COLORS = [1, 2, 3];
/** Most that a note is higher than its text, and how far a text's height may be off, in pixels. */
const NOTE_ROOM = 30;
const LINE = 14;

/** What stands in bold on notes beside the names of nodes: fields, node types, credentials, places in the editor. */
const OTHER_BOLD_WORDS = [
	...['Cloud Elements API', 'OpenAI', 'Self-Hosted Gateway', 'SMTP'],
	...['QuickBooks Enterprise', 'QuickBooks Enterprise Polling Trigger'],
	...['Form Ending', 'Remove Duplicates', 'Data tables', '⋯ → Settings'],
	...[
		'Authentication',
		'Delimiter',
		'Filters',
		'Include Tokens',
		'Limit',
		'On Error',
		'Report Type',
		'Simplify',
	],
	...['appName', 'hostIp', 'name', 'says', 'tags'],
];

const workflows = readdirSync(FOLDER)
	.filter((file) => file.endsWith('.json'))
	.map((file): [string, Workflow] => [
		file,
		JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Workflow,
	]);

/** What the package offers under the names that workflows use, the action node also as a tool. */
function offered(): INodeTypeDescription[] {
	const { description } = loadNode();
	const triggers = ['QuickBooksEnterpriseTrigger', 'QuickBooksEnterprisePollingTrigger'];
	const prefix = NODE_TYPE.slice(0, NODE_TYPE.lastIndexOf('.') + 1);
	return [
		{ ...description, name: NODE_TYPE },
		{ ...description, name: `${NODE_TYPE}Tool` },
		...triggers
			.map((name) => loadTrigger(name).description)
			.map((trigger) => ({ ...trigger, name: prefix + trigger.name })),
	];
}

const isNote = ({ type }: WorkflowNode) => type === STICKY_NOTE;
const isOurs = ({ type }: WorkflowNode) => type.startsWith(NODE_TYPE);

/** n8n itself adds these two to a node that is a tool. */
function withoutToolFields(node: WorkflowNode): WorkflowNode {
	if (!node.type.endsWith('Tool')) return node;
	const { descriptionType, toolDescription, ...parameters } = node.parameters;
	expect([descriptionType, typeof toolDescription]).toEqual(['manual', 'string']);
	return { ...node, parameters };
}

interface Area {
	name: string;
	left: number;
	top: number;
	width: number;
	height: number;
}

function areaOf(node: WorkflowNode): Area {
	const [left, top] = node.position;
	const { width, height } = isNote(node) ? (node.parameters as unknown as Area) : NODE_SIZE;
	return { name: node.name, left, top, width, height };
}

function overlap(a: Area, b: Area): boolean {
	return (
		a.left < b.left + b.width &&
		b.left < a.left + a.width &&
		a.top < b.top + b.height &&
		b.top < a.top + a.height
	);
}

/** The tests that run workflows, each as text; the one that only imports them is not among them. */
const tests = readdirSync(TESTS)
	.filter((file) => file.endsWith('.test.ts') && file !== 'editor.test.ts')
	.map((file) => readFileSync(join(TESTS, file), 'utf8'));

describe('The checks of examples', () => {
	const node = (parameters: Record<string, unknown>): WorkflowNode => ({
		id: '1',
		name: 'Node',
		type: NODE_TYPE,
		typeVersion: 1,
		position: [0, 0],
		parameters: { resource: 'instance', operation: 'getAll', ...parameters },
		credentials: { cloudElementsApi: { id: '1', name: 'Account' } },
	});
	const complaints = (given: WorkflowNode) => complaintsOf(given, descriptionOf(given, offered())!);

	it('let pass what the node has', () => {
		expect(complaints(node({ returnAll: true, filters: { tags: 'a' }, options: {} }))).toEqual([]);
	});

	it.each<[string, Record<string, unknown>, string]>([
		['an unknown parameter', { tagz: 'a' }, 'unknown: parameters.tagz'],
		['one that does not show', { planOnly: true }, 'unknown: parameters.planOnly'],
		['an unknown member', { filters: { tagz: 'a' } }, 'unknown: parameters.filters.tagz'],
		[
			'an unknown option',
			{ options: { includeToken: true } },
			'unknown: parameters.options.includeToken',
		],
		['an unknown operation', { operation: 'destroy' }, 'no option of operation: destroy'],
		['a missing value', { operation: 'create', name: '' }, 'Instance Name'],
	])('find %s', (_what, parameters, finding) => {
		expect(complaints(node(parameters)).join('\n')).toContain(finding);
	});

	it('find a missing and an unknown credential', () => {
		const given = { ...node({}), credentials: { otherApi: { id: '1', name: 'Account' } } };
		expect(complaints(given)).toEqual([
			'unknown credential: otherApi',
			'missing credential: cloudElementsApi',
		]);
	});
});

describe.each(workflows)('The example %s', (file, workflow) => {
	const { nodes, connections } = workflow;
	const id = basename(file, '.json');

	it('explains itself on sticky notes that cover nothing', () => {
		const notes = nodes.filter(isNote);
		expect(notes.length).toBeGreaterThan(0);
		expect(notes.every(({ parameters }) => /^## \S/.test(String(parameters.content)))).toBe(true);
		const areas = nodes.map(areaOf);
		const covered = areas.flatMap((area, index) =>
			areas
				.slice(index + 1)
				.filter((other) => overlap(area, other))
				.map((other) => `${area.name} and ${other.name}`),
		);
		expect(covered).toEqual([]);
	});

	it('leaves room below for the button that executes it, when n8n shows all of it', () => {
		const areas = nodes.map(areaOf);
		const width =
			Math.max(...areas.map((area) => area.left + area.width)) -
			Math.min(...areas.map(({ left }) => left));
		const height =
			Math.max(...areas.map((area) => area.top + area.height)) -
			Math.min(...areas.map(({ top }) => top));
		const scale = Math.min(1, SHOWN_WIDTH / width);
		expect(height * scale).toBeLessThan(ABOVE_BUTTONS);
	});

	it('has notes as high as their text, in no color of alarm', () => {
		const notes = nodes.filter(isNote).map(({ name, parameters }) => ({
			name,
			room:
				Number(parameters.height) -
				textHeight(String(parameters.content), Number(parameters.width)),
			color: parameters.color,
		}));
		const wrong = notes.filter(
			({ room, color }) =>
				room < -LINE || room > NOTE_ROOM + LINE || ALARM_COLORS.includes(Number(color ?? 1)),
		);
		expect(wrong).toEqual([]);
	});

	it('names nodes on its notes that it has, and the credential to choose', () => {
		const bold = nodes
			.filter(isNote)
			.flatMap(({ parameters }) => [...String(parameters.content).matchAll(/\*\*([^*]+)\*\*/g)])
			.map(([, words]) => words);
		const known = [...nodes.map(({ name }) => name), ...OTHER_BOLD_WORDS];
		expect(bold.filter((words) => !known.includes(words))).toEqual([]);
		expect(bold).toContain('Cloud Elements API');
	});

	it('uses only what the nodes of this package have', () => {
		const ours = nodes.filter(isOurs).map(withoutToolFields);
		expect(ours.length).toBeGreaterThan(0);
		for (const node of ours) {
			const description = descriptionOf(node, offered());
			expect([node.name, description && complaintsOf(node, description)]).toEqual([node.name, []]);
		}
	});

	it('connects nodes that are there, each of them', () => {
		const names = nodes.filter((node) => !isNote(node)).map(({ name }) => name);
		expect(new Set(names).size).toBe(names.length);
		const ends = Object.values(connections)
			.flatMap((byKind) => Object.values(byKind))
			.flat(2)
			.map(({ node }) => node);
		const linked = new Set([...Object.keys(connections), ...ends]);
		expect([...linked].filter((name) => !names.includes(name))).toEqual([]);
		expect(names.filter((name) => !linked.has(name))).toEqual([]);
	});

	it('holds nothing of the n8n that it was made in', () => {
		const allowed = ['name', 'nodes', 'connections', 'settings', 'pinData'];
		expect(Object.keys(workflow).filter((member) => !allowed.includes(member))).toEqual([]);
		expect(workflow.pinData).toEqual({});
		expect(workflow.settings?.executionOrder).toBe('v1');
		const ids = nodes.flatMap(({ credentials = {} }) =>
			Object.values(credentials).map((credential) => credential.id),
		);
		expect(ids.filter((credentialId) => credentialId !== null)).toEqual([]);
	});

	it('is executed by an end-to-end test', () => {
		expect(tests.some((text) => text.includes(`'${id}'`))).toBe(true);
	});

	it('is listed in the page about examples', () => {
		expect(readFileSync(join(FOLDER, 'README.md'), 'utf8')).toContain(`](${file})`);
	});
});

describe('The page about examples', () => {
	it('leads to files that are there', () => {
		const page = readFileSync(join(FOLDER, 'README.md'), 'utf8');
		const files = [...page.matchAll(/\]\(([\w-]+\.(?:json|csv))\)/g)].map(([, file]) => file);
		expect(files.filter((file) => !readdirSync(FOLDER).includes(file))).toEqual([]);
	});
});
