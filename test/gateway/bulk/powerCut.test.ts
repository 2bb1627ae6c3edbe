import { MemoryFiles, uploadDraft } from '../../../gateway/bulk';
import { makeKey, SqlStore, Vault } from '../../../gateway/store';
import { Disk } from '../../promises/gateway/support/powerCut';
import { ready, useOffice } from '../records/support/office';
import { draft } from '../store/support/draft';

const started = (instanceId: number) =>
	uploadDraft(
		'vendors',
		{ file: { name: 'a.csv', type: 'text/csv', text: 'Name\nA\nB' } },
		{ instanceId, nowMs: 1 },
	).draft;

describe('A bulk job and a power cut', () => {
	const office = useOffice(ready, { isShared: true });

	it('is over when it was over: its rows are gone by then', async () => {
		const disk = new Disk(() => {});
		const vault = new Vault(makeKey());
		const store = await SqlStore.open(disk.database(), vault);
		const { id: instanceId } = await store.addInstance(draft('a'));
		const job = await store.addJob(started(instanceId));
		await store.putJob({ ...job, done: 1 });
		await store.putJob({ ...job, done: 2, state: 'COMPLETED', finishedAtMs: 2 });
		disk.switchOff(false, false);
		const again = await SqlStore.open(disk.database(), vault);
		expect(await again.job(job.id)).toMatchObject({ done: 2, state: 'COMPLETED' });
	});

	it('is not there when its rows were not all on disk: nobody was told of it', async () => {
		const { store, jobFiles, id } = office.now;
		const job = await store.addJob(started(id));
		await jobFiles.append(job.id, 'rows', ['{"record":{"Name":"A"}}']);
		await office.now.restart();
		const answer = await office.now.ask('GET', `/bulk/${job.id}/status`);
		expect(answer.status).toBe(404);
		expect(jobFiles).toBeInstanceOf(MemoryFiles);
		expect(await jobFiles.jobs()).toEqual([]);
	});
});
