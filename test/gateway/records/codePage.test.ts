import { Companies } from '../../../gateway/connector';
import { InvalidRequestError, writeRequest, type CodePage } from '../../../gateway/qbxml';
import { targetOf } from '../../../gateway/records/port';
import { QueuePort } from '../../../gateway/records/queuePort';
import { MemoryStore } from '../../../gateway/store';
import { Notes } from '../queue/support/queue';
import { draft } from '../store/support/draft';
import { ManualClock } from '../support/manualClock';

describe('The characters of a QuickBooks', () => {
	const write = async (codePage?: CodePage) => {
		const store = new MemoryStore();
		const instance = await store.addInstance(draft('a'));
		const parts = { store, clock: new ManualClock(), log: new Notes(), waitMs: 1_000, codePage };
		const call = {
			requestId: 'r',
			method: 'POST',
			path: '/',
			signal: new AbortController().signal,
		};
		const port = new QueuePort(instance, new Companies(parts).of(instance), call);
		const record = { Name: 'Иванов' };
		return writeRequest({ object: 'Customer', operation: 'add', record, ...targetOf(port) }).text;
	};

	it('are those of Windows-1252', async () => {
		await expect(write()).rejects.toThrow(InvalidRequestError);
	});

	it('are whatever it takes, where the operator says so', async () => {
		expect(await write('other')).toContain('&#1048;&#1074;');
	});
});
