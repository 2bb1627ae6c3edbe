import { identityOf } from '../../../nodes/QuickBooksEnterprise/instances/comparison/identity';
import { matchKeyOf } from '../../../nodes/QuickBooksEnterprise/instances/comparison/matching';
import {
	parseInstance,
	type Instance,
} from '../../../nodes/QuickBooksEnterprise/instances/instance';
import { chooseDuplicate } from '../../../nodes/QuickBooksEnterprise/instances/reconcile/duplicates';
import type { InstanceBody } from '../../../nodes/QuickBooksEnterprise/instances/specification/instanceBody';

const BODY: InstanceBody = {
	element: { key: 'quickbooksonprem' },
	configuration: { 'app.name': 'n8n', 'host.ip': 'office' },
	name: 'Store',
};

/** @param state how far a gateway is with its company; undefined for an instance of Cloud Elements */
const instance = (id: number, state?: string): Instance =>
	parseInstance({
		...BODY,
		id,
		valid: true,
		disabled: false,
		tags: [],
		...(state === undefined ? {} : { connector: { state } }),
	})!;

/** The ID of the one that is kept, by what each of the two runs that made one sees. */
function keptBy(first: Instance, second: Instance): string[] {
	const rule = { key: matchKeyOf(BODY), identity: identityOf(BODY), olderIds: new Set<string>() };
	return [
		(chooseDuplicate(first, [second], rule) ?? first).id,
		(chooseDuplicate(second, [first], rule) ?? second).id,
	];
}

describe('Of two instances for one company', () => {
	it.each([
		['waiting', 'connected', '2'],
		['waiting', 'offline', '2'],
		['waiting', 'confirm', '2'],
		['waiting', 'refused', '2'],
		['confirm', 'connected', '2'],
		['refused', 'connected', '2'],
		['connected', 'waiting', '1'],
		['connected', 'connected', '1'],
		['connected', 'offline', '1'],
		['offline', 'connected', '1'],
		['waiting', 'waiting', '1'],
		[undefined, undefined, '1'],
	])('that are %s and %s, both runs keep the second or the first: %s', (first, second, kept) => {
		expect(keptBy(instance(1, first), instance(2, second))).toEqual([kept, kept]);
	});
});
