import type { NewJob, StoredJob } from '../jobs';
import type { Row, Sql } from './database';

export async function addJob(sql: Sql, job: NewJob): Promise<StoredJob> {
	const { instanceId, state, ...facts } = job;
	const [{ id }] = await sql(
		'insert into jobs (instance_id, state, facts) values (?, ?, ?) returning id',
		[instanceId, state, JSON.stringify(facts)],
	);
	return { ...job, id: Number(id) };
}

export async function putJob(sql: Sql, job: StoredJob): Promise<void> {
	const { id, state, ...facts } = job;
	await sql('update jobs set state = ?, facts = ? where id = ?', [
		state,
		JSON.stringify(facts),
		id,
	]);
}

export async function getJob(sql: Sql, id: number): Promise<StoredJob | undefined> {
	const [row] = await sql('select * from jobs where id = ?', [id]);
	return row && read(row);
}

export async function jobsOf(sql: Sql, instanceId?: number): Promise<StoredJob[]> {
	const rows =
		instanceId === undefined
			? await sql('select * from jobs order by id')
			: await sql('select * from jobs where instance_id = ? order by id', [instanceId]);
	return rows.map(read);
}

export async function removeJob(sql: Sql, id: number): Promise<void> {
	await sql('delete from jobs where id = ?', [id]);
}

const read = ({ id, instance_id: instanceId, state, facts }: Row): StoredJob => ({
	id: Number(id),
	...(JSON.parse(String(facts)) as Omit<StoredJob, 'id' | 'instanceId' | 'state'>),
	instanceId: Number(instanceId),
	state: state as StoredJob['state'],
});
