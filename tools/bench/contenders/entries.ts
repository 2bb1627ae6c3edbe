/** One entry of a user's list. */
export interface Entry extends Record<string, string> {
	name: string;
	appName: string;
	hostIp: string;
	tags: string;
}

/** The entry at a place in the list, from 0. `nodes/BenchBegin.node.js`, which n8n loads alone, makes the same ones. */
export function entry(index: number): Entry {
	const number = String(index + 1).padStart(5, '0');
	return {
		name: `Store ${number}`,
		appName: 'Cloud Elements',
		hostIp: `https://store-${number}.example.com`,
		tags: `stores, region ${(index % 7) + 1}`,
	};
}
