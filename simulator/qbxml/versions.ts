/** The versions of qbXML that there are, oldest first. */
export const VERSIONS: readonly string[] = [
	'1.0',
	'1.1',
	'2.0',
	'2.1',
	'3.0',
	'4.0',
	'4.1',
	'5.0',
	'6.0',
	'6.1',
	'7.0',
	'8.0',
	'9.0',
	'10.0',
	'11.0',
	'12.0',
	'13.0',
	'14.0',
	'15.0',
	'16.0',
];

/** @returns the versions that a QuickBooks knows: its own and all before it. */
export const versionsUpTo = (highest: number) =>
	VERSIONS.filter((version) => Number(version) <= highest);

/** @returns whether a QuickBooks of a highest version knows another one. */
export const isKnownVersion = (version: string, highest: number) =>
	VERSIONS.includes(version) && Number(version) <= highest;
