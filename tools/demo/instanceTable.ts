import Table from 'cli-table3';

export interface InstanceRow {
	id: number;
	name: string;
	token: string;
	appName: string;
	hostIp: string;
	tags: string[];
}

/** A secret as it may be shown: only enough to tell two of them apart. */
function masked(secret: string): string {
	return secret.length >= 16 ? `••••${secret.slice(-4)}` : '••••';
}

/** Instances as a table for the terminal, tokens masked. */
export function instanceTable(rows: InstanceRow[]): string {
	const table = new Table({
		head: ['ID', 'Name', 'App Name', 'Host', 'Tags', 'Element Token'],
		// Colours would put escape codes into logs.
		style: { head: [], border: [] },
	});
	for (const { id, name, appName, hostIp, tags, token } of rows) {
		table.push([id, name, appName, hostIp, tags.join(', '), masked(token)]);
	}
	return table.toString();
}
