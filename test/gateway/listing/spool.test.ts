import { Spool } from '../../../gateway/listing/spool';

it('A list takes as many records at once as QuickBooks gives in an answer', async () => {
	const spool = new Spool('/nowhere');
	await spool.append(Array.from({ length: 200_000 }, () => '1'));
	expect(spool.count).toBe(200_000);
});
