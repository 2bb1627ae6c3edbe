import type { Office } from '../../gateway/records/support/office';
import { useGateway, type GatewayBench } from './support/gatewayBench';

const bench = useGateway();

/** What stands between n8n and the books of an instance that was just made. */
async function instance(setUp: (office: Office) => Promise<unknown>, named?: string) {
	const { office } = bench.now;
	const link = await office.addInstance(named);
	await office.add(link);
	await setUp(office);
	return office.id;
}

const check = async (id: number, run: 'run' | 'runAtWork' = 'run', changes: object = {}) => {
	const instanceId = { __rl: true, mode: 'id', value: id };
	const asked: Parameters<GatewayBench['run']> = [
		{ operation: 'check', instanceId, options: { maxAttempts: 1 } },
		changes,
	];
	return (await bench.now[run](...asked)).json[0];
};

const away = 24 * 60 * 60 * 1000;

describe('Check Connection, through a gateway', () => {
	afterEach(() => {
		bench.now.office.desktop.fault = undefined;
	});

	it('says that QuickBooks answers, once it has', async () => {
		const { office } = bench.now;
		const id = await instance(async () => await office.update());
		await office.confirm();
		expect(await check(id, 'runAtWork')).toEqual({
			id,
			name: 'Store',
			ok: true,
			brokenLink: null,
			message: 'Connected',
		});
		expect(bench.now.proxy.calls()).toEqual([`GET /instances/${id}`, 'GET /hubs/finance/Company']);
	});

	it('names the way from the computer where the Web Connector has never called, with all that can be the cause', async () => {
		const id = await instance(async () => undefined);
		const { brokenLink, ok, message } = await check(id);
		expect([ok, brokenLink]).toEqual([false, 'tunnel']);
		for (const cause of ['setup link', 'certificate', 'firewall', 'password']) {
			expect(message).toContain(cause);
		}
		expect(message).toContain(`POST /instances/${id}/connector/link`);
		expect(bench.now.proxy.calls()).toEqual([`GET /instances/${id}`]);
	});

	it('names the Web Connector and since when it has not called', async () => {
		const { office } = bench.now;
		const id = await instance(async () => await office.update());
		await office.confirm();
		office.clock.skip(away);
		const { brokenLink, ok, message } = await check(id);
		expect([ok, brokenLink]).toEqual([false, 'connector']);
		expect(message).toMatch(/has not called since \d{4}-\d\d-\d\dT\S+Z: .*asleep.*Auto-Run/);
	});

	it('names the books that nobody has confirmed, though QuickBooks answers', async () => {
		const id = await instance(async (office) => await office.update());
		const { brokenLink, ok, message } = await check(id, 'runAtWork');
		expect([ok, brokenLink]).toEqual([false, 'instance']);
		expect(message).toContain("with the books of 'Bayshore Builders'");
		expect(message).toContain(`POST /instances/${id}/connector/confirm`);
	});

	it('names QuickBooks where another company file is open', async () => {
		const id = await instance(async (office) => await office.update(), 'Another company');
		const { brokenLink, ok, message } = await check(id);
		expect([ok, brokenLink]).toEqual([false, 'quickBooks']);
		expect(message).toMatch(/^Another company file is open in QuickBooks/);
		expect(message).toContain('This connection is for Another company');
	});

	it.each([
		['0x80040414', /^A dialog is open in QuickBooks/],
		['0x80040418', /^QuickBooks gives the Web Connector no permission/],
		['0x8004041A', /^QuickBooks gives the Web Connector no permission/],
		['0x80040420', /^QuickBooks gives the Web Connector no permission/],
		['0x8004041D', /^QuickBooks gives the Web Connector no permission/],
		['0x8004040A', /^Another company file is open/],
		['0x80040410', /^The company file is in use/],
		['0x80040402', /^QuickBooks does not open for the Web Connector/],
	])(
		'says why QuickBooks does not open (%s), in the first session and in a later one',
		async (fault, words) => {
			const { office } = bench.now;
			const fresh = await instance(async ({ desktop }) => {
				desktop.fault = fault;
				await office.update();
			});
			const first = await check(fresh);
			expect(first).toMatchObject({ ok: false, brokenLink: 'quickBooks' });
			expect(first.message).toMatch(words);
			expect(first.message).toContain(`(${fault.toLowerCase()})`);

			office.desktop.fault = undefined;
			const known = await instance(async () => await office.update());
			await office.confirm();
			office.desktop.fault = fault;
			const later = await check(known, 'runAtWork');
			expect(later).toMatchObject({ ok: false, brokenLink: 'quickBooks' });
			expect(later.message).toMatch(words);
			expect(later.message).toContain(`(${fault.toLowerCase()})`);
		},
	);

	it('names secrets, an instance that is gone, one that is disabled, and a gateway that gives no answer', async () => {
		const { office, proxy } = bench.now;
		const credential = bench.now.credential({ userSecret: 'another' });
		const refused = await check(1, 'run', { credential });
		expect(refused).toMatchObject({ ok: false, brokenLink: 'secrets' });
		expect(refused.message).toMatch(/^The gateway did not accept the secrets/);
		expect(await check(99_999)).toMatchObject({ ok: false, brokenLink: 'instance' });

		const id = await instance(async () => undefined);
		await office.platform('DELETE', `/instances/${id}/enabled`);
		expect(await check(id)).toMatchObject({ ok: false, brokenLink: 'instance' });

		proxy.fault = () => ({ status: 502, text: '<h1>Bad Gateway</h1>', before: true });
		const foreign = await check(id);
		expect(foreign).toMatchObject({ ok: false, brokenLink: null });
		expect(foreign.message).not.toContain('Cloud Elements');
	});
});
