/* eslint-disable no-console, @n8n/community-nodes/no-restricted-globals */
import { randomBytes } from 'node:crypto';

import { createDatabase, dropDatabase } from '../../../e2e/queue/scratch';
import { postgresAddress } from '../../../e2e/queue/services';
import { startGateway } from '../../../gateway/server/start';
import { readOptions } from '../../../gateway/server/options';
import { makeKey } from '../../../gateway/store';
import { noPostgres } from './support/backends';

describe('A second gateway on one PostgreSQL database', () => {
	it('does not start, until the first one has stopped', async () => {
		const reason = await noPostgres();
		if (reason !== undefined) {
			if (process.env.CI) throw new Error(reason);
			console.warn(`NOT TESTED: two gateways on one database. ${reason}.`);
			return;
		}
		const name = `qbe_gateway_${randomBytes(6).toString('hex')}`;
		await createDatabase(name);
		const { host, port, user, password } = postgresAddress();
		const secret = password === '' ? '' : `:${encodeURIComponent(password)}`;
		const options = readOptions(['--port', '0'], {
			GATEWAY_DATABASE_URL: `postgres://${user}${secret}@${host}:${port}/${name}`,
			GATEWAY_USER_SECRET: 'user-1',
			GATEWAY_ORGANIZATION_SECRET: 'organization-1',
			GATEWAY_ENCRYPTION_KEY: makeKey(),
		})!;
		try {
			const first = await startGateway(options);
			await expect(startGateway(options)).rejects.toThrow('Another gateway uses this database');
			await first.stop();
			const second = await startGateway(options);
			await second.stop();
		} finally {
			await dropDatabase(name);
		}
	});
});
