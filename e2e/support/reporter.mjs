// Loaded by Node's test runner itself. Prints a line for each test, and a last one for whoever started it.

function describe(error) {
	const cause = error?.cause ?? error;
	return String(cause?.stack ?? cause?.message ?? JSON.stringify(cause)).replace(/^/gm, '      ');
}

export default async function* report(source) {
	const count = { passed: 0, failed: 0, leftOut: 0 };
	for await (const { type, data } of source) {
		if (type === 'test:pass') {
			const leftOut = data.skip !== undefined || data.todo !== undefined;
			count[leftOut ? 'leftOut' : 'passed'] += 1;
			const remark =
				typeof data.skip === 'string' ? data.skip : `${Math.round(data.details.duration_ms)} ms`;
			yield `  ${leftOut ? 'left out' : 'passed'}  ${data.name} (${remark})\n`;
		}
		if (type === 'test:fail') {
			count.failed += 1;
			yield `  FAILED  ${data.name}\n${describe(data.details.error)}\n`;
		}
	}
	yield `count ${JSON.stringify(count)}\n`;
}
