// The scanner is an ES module without types; it runs in a process of its own because of what it does on loading.
import {
	analyzePackage,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';

const [unpackedFolder, sourceFolder] = process.argv.slice(2);
const results = [
	['the sources', await analyzePackage(sourceFolder, SOURCE_FILE_PATTERNS)],
	['the tarball', await analyzePackage(unpackedFolder, ['**/*.js', 'package.json'])],
];
for (const [what, { passed, message, details }] of results) {
	if (passed && message === undefined) continue;
	console.log(`n8n's scanner on ${what}: ${message}\n${details ?? ''}`);
	process.exitCode = 1;
}
