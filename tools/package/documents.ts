import type { Manifest } from './manifest';
import type { TextFile } from './read';

/** The parts of a README that n8n asks of a verified node (documented), with the headings that they may have. */
const README_PARTS: Array<[string, RegExp]> = [
	['installation', /^## Installation$/m],
	['operations', /^## Operations$/m],
	['credentials', /^## Credentials?$/m],
	['compatibility', /^## Compatibility$/m],
	['usage', /^## (Usage|Your first \w+)$/m],
	['an example workflow', /\]\(examples\/[\w-]+\.json\)/],
	['resources', /^## Resources$/m],
	['version history', /^## Version history$/m],
	['the licence', /^## License$/m],
];

/** What each page has to say. */
const PAGES: Record<string, Array<[string, RegExp]>> = {
	'README.md': README_PARTS,
	'LICENSE.md': [
		['the name of the licence', /^#? ?(The )?MIT License/m],
		['its permission', /Permission is hereby granted, free of charge/],
		['its disclaimer', /THE SOFTWARE IS PROVIDED "AS IS"/],
	],
	'CHANGELOG.md': [['a heading for a version', /^## \[?\d+\.\d+\.\d+/m]],
	'SECURITY.md': [['how to report a weakness', /^## Reporting/m]],
	'CONTRIBUTING.md': [
		['the commands', /^## Commands$/m],
		['how to release', /^## Releasing$/m],
	],
};

/** What of the pages is missing; empty when nothing. */
export function checkDocuments(pages: TextFile[], { version }: Manifest): string[] {
	const findings: string[] = [];
	for (const [name, parts] of Object.entries(PAGES)) {
		const page = pages.find((candidate) => candidate.name === name);
		if (!page) {
			findings.push(`There is no ${name}.`);
			continue;
		}
		for (const [what, pattern] of parts) {
			if (!pattern.test(page.text)) findings.push(`${name} lacks ${what}.`);
		}
	}
	const changes = pages.find(({ name }) => name === 'CHANGELOG.md')?.text ?? '';
	if (!changes.includes(`[${version}]`)) {
		findings.push(`CHANGELOG.md says nothing about version ${version}.`);
	}
	return findings;
}
