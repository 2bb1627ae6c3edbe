// Loaded by Node's test runner itself. Prints a line for each test, and a last one for whoever started it:
// how many passed and were left out, and which failed.

function describe(error) {
	const cause = error?.cause ?? error;
	return String(cause?.stack ?? cause?.message ?? JSON.stringify(cause)).replace(/^/gm, '      ');
}

export default async function* report(source) {
	const count = { passed: 0, leftOut: 0, failures: [] };
	for await (const { type, data } of source) {
		if (type === 'test:pass') {
			const leftOut = data.skip !== undefined || data.todo !== undefined;
			count[leftOut ? 'leftOut' : 'passed'] += 1;
			const remark =
				typeof data.skip === 'string' ? data.skip : `${Math.round(data.details.duration_ms)} ms`;
			yield `  ${leftOut ? 'left out' : 'passed'}  ${data.name} (${remark})\n`;
		}
		if (type === 'test:fail') {
			const reason = describe(data.details.error);
			count.failures.push(`${data.name}\n${reason}`);
			yield `  FAILED  ${data.name}\n${reason}\n`;
		}
	}
	yield `count ${JSON.stringify(count)}\n`;
}
