/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import type { Locator } from 'playwright-core';
import type { Session } from './session';

/** Labels that have to be as they are, though n8n cuts them where there is little room. */
const CUT_LABELS = ['Configured Application Name'];

/** By how many pixels n8n itself lets a field stand out to the right where it cuts a label. */
const TOLERANCE = 8;

/** What text needs to be read without effort; n8n's own small print in 2.0 has little more. */
const LEAST_CONTRAST = 4;

type Color = [red: number, green: number, blue: number];

interface Facts {
	isScrolledSideways: boolean;
	/** Where its rows end to the right. */
	edges: number[];
	/** What must not stand out of it. */
	parts: Array<{ tag: string; of: string; right: number }>;
	labels: Array<{ text: string; isCut: boolean; lines: number }>;
	/** Examples in empty fields, with the width that they take and have. */
	examples: Array<{ text: string; width: number; room: number }>;
	texts: Array<{ text: string; color: Color; ground: Color }>;
}

/** Forms and canvases of n8n move and fade in; what is still wrong after so long is wrong. */
const MOVING_MS = 15_000;
const LOOK_AGAIN_MS = 500;

/** More options than any form has. */
const MANY_OPTIONS = 100;

/** Opens everything that the open form offers, and reads it in both themes. */
export async function readForm({ page, editor }: Session, name: string): Promise<void> {
	await openCollections({ page, editor });
	await readInBothThemes({ page, editor }, editor.form, name);
}

export async function readInBothThemes(
	{ page }: Session,
	form: Locator,
	name: string,
): Promise<void> {
	for (const colorScheme of ['dark', 'light'] as const) {
		await page.emulateMedia({ colorScheme });
		assert.deepEqual(await complaintsAbout(form), [], `${name}, ${colorScheme}`);
	}
}

/** Opens what each collection offers, one after the other, until none offers anything more. */
async function openCollections({ page, editor }: Session): Promise<void> {
	const offers = editor.form
		.getByTestId('collection-parameter-add')
		.locator('input[role="combobox"]:enabled');
	const options = page.locator('.el-select-dropdown__item').filter({ visible: true });
	for (let opened = 0; (await offers.count()) > 0; opened += 1) {
		assert.ok(opened < MANY_OPTIONS, 'a collection never ends');
		// The list that was open before takes a moment to close.
		await options.first().waitFor({ state: 'hidden' });
		await offers.first().click();
		await options.first().click();
	}
}

/** The complaints that stay, also once the page has come to rest. */
export async function lasting(read: () => Promise<string[]>): Promise<string[]> {
	const endMs = Date.now() + MOVING_MS;
	let complaints = await read();
	while (complaints.length > 0 && Date.now() < endMs) {
		await wait(LOOK_AGAIN_MS);
		complaints = await read();
	}
	return complaints;
}

/** Waits until nothing of what is found moves any more. */
export async function atRest(elements: Locator): Promise<void> {
	const placesOf = async () =>
		JSON.stringify(
			await elements.evaluateAll((all) => all.map((element) => element.getBoundingClientRect())),
		);
	for (let before = ''; ; await wait(LOOK_AGAIN_MS)) {
		const now = await placesOf();
		if (now === before) return;
		before = now;
	}
}

/**
 * What somebody would complain about who reads a form: something that stands out of it or is scrolled sideways,
 * labels that are cut off or wrap, examples that do not fit their field, text that hardly shows on its ground.
 */
export async function complaintsAbout(form: Locator): Promise<string[]> {
	return await lasting(async () => await complaintsNow(form));
}

async function complaintsNow(form: Locator): Promise<string[]> {
	const { isScrolledSideways, edges, parts, labels, examples, texts } =
		await form.evaluate(factsOf);
	const edge = edges.sort((one, other) => one - other)[Math.floor(edges.length / 2)];
	const complaints = [
		...(isScrolledSideways ? ['it is scrolled sideways'] : []),
		...(labels.length < 2 ? ['it has hardly any labels'] : []),
		...parts
			.filter(({ right }) => right > edge + TOLERANCE)
			.map(({ tag, of, right }) => `${tag} of "${of}" stands out by ${Math.round(right - edge)}`),
		...labels
			.filter(({ text, isCut }) => isCut && !CUT_LABELS.includes(text))
			.map(({ text }) => `the label "${text}" is cut off`),
		...labels.filter(({ lines }) => lines > 1.6).map(({ text }) => `the label "${text}" wraps`),
		...examples
			.filter(({ width, room }) => width > room + 1)
			.map(({ text }) => `the example "${text}" is cut off`),
		...texts
			.map(({ text, color, ground }) => ({ text, contrast: contrastOf(color, ground) }))
			.filter(({ contrast }) => contrast < LEAST_CONTRAST)
			.map(({ text, contrast }) => `"${text}" hardly shows: ${contrast.toFixed(1)}`),
	];
	return [...new Set(complaints)];
}

/** Runs in the page: uses nothing from outside, and no function of its own has a name. */
function factsOf(form: Element): Facts {
	const shown = Array.from(form.querySelectorAll('*')).filter((element) =>
		element.checkVisibility({ opacityProperty: true, visibilityProperty: true }),
	);
	const surface = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
	if (!surface) throw new Error('There is no canvas.');
	const facts: Facts = {
		isScrolledSideways: form.scrollWidth > form.clientWidth + 1,
		edges: [],
		parts: [],
		labels: [],
		examples: [],
		texts: [],
	};
	for (const element of shown) {
		const { right, width, height } = element.getBoundingClientRect();
		const style = getComputedStyle(element);
		const text = (element.textContent ?? '').trim();
		if (element.matches('.n8n-input-label')) facts.edges.push(right);
		if (width > 2 && height > 2 && element.matches('input, textarea, svg, button, label')) {
			const owner = element.closest('[class*="parameter-item"]') ?? element;
			const of = (owner.textContent ?? '').trim().slice(0, 40);
			facts.parts.push({ tag: element.tagName.toLowerCase(), of, right });
		}
		if (element.matches('.n8n-input-label .n8n-text') && text !== '') {
			const lines = height / (parseFloat(style.lineHeight) || 20);
			facts.labels.push({ text, isCut: element.scrollWidth > element.clientWidth + 1, lines });
		}
		if (element instanceof HTMLInputElement && element.placeholder !== '') {
			surface.font = style.font;
			const { width: needed } = surface.measureText(element.placeholder);
			const padding = parseFloat(style.paddingLeft) + parseFloat(style.paddingRight);
			const room = element.clientWidth - padding;
			facts.examples.push({ text: element.placeholder, width: needed, room });
		}
		const isText =
			'label span, [class*="notice"] span, [class*="notice"] p, [data-test-id="parameter-input-hint"]';
		// Links and the sign of a required field have n8n's own color.
		if (element.matches(isText) && !element.closest('a') && text.length > 1) {
			const painted: Color[] = [];
			// A ground may lie under the one that lets it through.
			for (const what of ['ground', 'color']) {
				surface.clearRect(0, 0, 1, 1);
				const layers: string[] = what === 'color' ? [style.color] : [];
				let at: Element | null = what === 'ground' ? element : null;
				for (; at; at = at.parentElement) layers.unshift(getComputedStyle(at).backgroundColor);
				for (const layer of layers) {
					surface.fillStyle = layer;
					surface.fillRect(0, 0, 1, 1);
				}
				const [red, green, blue] = surface.getImageData(0, 0, 1, 1).data;
				painted.push([red, green, blue]);
			}
			const [ground, color] = painted;
			facts.texts.push({ text: text.slice(0, 40), color, ground });
		}
	}
	return facts;
}

/** After WCAG: from 1 to 21. */
function contrastOf(one: Color, other: Color): number {
	const [light, dark] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => b - a);
	return (light + 0.05) / (dark + 0.05);
}

function luminanceOf(color: Color): number {
	const [red, green, blue] = color.map((part) => {
		const share = part / 255;
		return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
