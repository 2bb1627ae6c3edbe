/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const PROJECT = process.cwd();

function filesIn(folder: string, ending: string): string[] {
	return readdirSync(path.join(PROJECT, folder))
		.filter((name) => name.endsWith(ending))
		.map((name) => `${folder}/${name}`);
}

const PAGES = [
	'README.md',
	'CHANGELOG.md',
	'CONTRIBUTING.md',
	'SECURITY.md',
	'examples/README.md',
	...filesIn('docs', '.md'),
].filter((page) => existsSync(path.join(PROJECT, page)));

interface Link {
	page: string;
	/** As it is written. */
	target: string;
	/** From the project's folder; that of the page itself for an anchor alone. */
	file: string;
	anchor?: string;
}

/** The text of a page without what stands in code, where no link is one. */
function prose(page: string): string {
	return readFileSync(path.join(PROJECT, page), 'utf8').replace(/^ *```.*?^ *```/gms, '');
}

function linksOf(page: string): Link[] {
	const text = prose(page).replace(/`[^`\n]*`/g, '``');
	const targets = [...text.matchAll(/\]\(([^)\s]+)\)|<img [^>]*src="([^"]+)"/g)];
	return targets
		.map(([, link, image]) => link ?? image)
		.filter((target) => !/^[a-z]+:/i.test(target))
		.map((target) => {
			const [name, anchor] = target.split('#');
			const file = name === '' ? page : path.posix.join(path.posix.dirname(page), name);
			return { page, target, file: file.replace(/\/$/, ''), anchor };
		});
}

/** The headings of one level and below, as the anchors that GitHub makes of them. */
function anchorsOf(page: string): Set<string> {
	const anchors = new Set<string>();
	for (const [, heading] of prose(page).matchAll(/^#+ (.+)$/gm)) {
		const plain = heading
			.trim()
			.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
			.toLowerCase()
			.replace(/[^\p{L}\p{N}_ -]/gu, '')
			.replace(/ /g, '-');
		let anchor = plain;
		for (let count = 1; anchors.has(anchor); count++) anchor = `${plain}-${count}`;
		anchors.add(anchor);
	}
	return anchors;
}

function isThere({ file, anchor }: Link): boolean {
	if (!existsSync(path.join(PROJECT, file))) return false;
	return anchor === undefined || (file.endsWith('.md') && anchorsOf(file).has(anchor));
}

const links = PAGES.flatMap(linksOf);

describe('The links of the pages', () => {
	it('lead to files and headings that are there', () => {
		expect(links.length).toBeGreaterThan(100);
		const broken = links.filter((link) => !isThere(link));
		expect(broken.map(({ page, target }) => `${page}: ${target}`)).toEqual([]);
	});

	it('lead from the README to every page', () => {
		const reached = new Set(['README.md']);
		for (const page of reached) {
			for (const link of links) if (link.page === page) reached.add(link.file);
		}
		const left = [...PAGES, ...filesIn('docs', '.yaml')].filter((page) => {
			// The page of a folder is what a link to the folder shows.
			return !reached.has(page) && !reached.has(page.replace(/\/README\.md$/, ''));
		});
		expect(left).toEqual([]);
	});

	it('show every picture', () => {
		const shown = new Set(links.map(({ file }) => file));
		expect(filesIn('docs/images', '.png').filter((picture) => !shown.has(picture))).toEqual([]);
	});
});

/** Every file and folder of the project that is kept, folders with a slash at the end. */
function pathsOfProject(): string[] {
	const folders = readdirSync(PROJECT, { withFileTypes: true }).filter(
		(entry) => entry.isDirectory() && !['.git', 'dist', 'node_modules'].includes(entry.name),
	);
	return folders.flatMap(({ name }) => [
		`${name}/`,
		...readdirSync(path.join(PROJECT, name), { recursive: true, withFileTypes: true }).map(
			(entry) => {
				const file = path.posix.join(path.relative(PROJECT, entry.parentPath), entry.name);
				return entry.isDirectory() ? `${file}/` : file;
			},
		),
	]);
}

describe('The pages about the code', () => {
	const pages = ['CONTRIBUTING.md', 'docs/architecture.md', 'docs/gateway-architecture.md'];
	const ends = pathsOfProject().map((file) => `/${file}`);

	it.each(pages)('name files and folders that are there: %s', (page) => {
		const named = [...prose(page).matchAll(/`([\w.-]+(?:\/[\w.-]+)*(?:\/|\.ts))`/g)]
			.map(([, name]) => name)
			.filter((name) => name !== 'dist/');
		expect(named.length).toBeGreaterThan(10);
		expect(named.filter((name) => !ends.some((end) => end.endsWith(`/${name}`)))).toEqual([]);
	});
});

describe('The contents of a page', () => {
	const listed = PAGES.map((page) => ({ page, text: prose(page) })).filter(({ text }) =>
		text.includes('**Contents:**'),
	);

	it.each(listed.map(({ page, text }) => [page, text]))(
		'name its sections in order: %s',
		(_, text) => {
			const [, contents] = /\*\*Contents:\*\*(.*?)\n\n/s.exec(text) ?? [];
			const named = [...contents.matchAll(/\[([^\]]+)\]\(#/g)].map(([, name]) => name);
			const headings = [...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
			expect(named).toEqual(headings);
		},
	);
});

describe('The documentation that the editor links to', () => {
	const { homepage } = JSON.parse(readFileSync(path.join(PROJECT, 'package.json'), 'utf8')) as {
		homepage: string;
	};
	const addresses = ['nodes', 'credentials'].flatMap((folder) =>
		readdirSync(path.join(PROJECT, folder), { recursive: true, encoding: 'utf8' })
			.filter((file) => /\.node\.json$|\.credentials\.ts$/.test(file))
			.flatMap((file) => {
				const text = readFileSync(path.join(PROJECT, folder, file), 'utf8');
				return [...text.matchAll(/['"](https:\/\/[^'"]+)['"]/g)].map(([, address]) => ({
					file,
					address,
				}));
			})
			.filter(({ address }) => address.startsWith(homepage)),
	);

	it('is the README, at a heading that is there', () => {
		expect(new Set(addresses.map(({ file }) => file)).size).toBe(4);
		const anchors = anchorsOf('README.md');
		const broken = addresses.filter(({ address }) => {
			const [page, anchor] = address.split('#');
			return page !== homepage || (anchor !== undefined && !anchors.has(anchor));
		});
		expect(broken).toEqual([]);
	});
});
