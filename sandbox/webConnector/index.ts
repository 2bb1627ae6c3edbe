/** The long way to the companies of the sandbox: the gateway's queue, SOAP over loopback, a simulated Web Connector. */
import type { CompanyFile } from '../../simulator/quickBooks/books/companyFile';
import { Connection } from './connection';
import { ConnectorEndpoint } from './endpoint';

/** The computers of all companies, each with a Web Connector that connects by itself. */
export class Offices {
	private endpoint?: Promise<ConnectorEndpoint>;

	private readonly open = new Set<Connection>();

	/** Of all there ever were: what comes later is never taken for something earlier. */
	private count = 0;

	private readonly ending = new Set<Promise<void>>();

	/** @param now the clock of the computers */
	constructor(private readonly now: () => Date) {}

	/** A computer for a company file. It begins to call when something is asked of it. */
	connect(file: CompanyFile): Connection {
		this.count += 1;
		const connection = new Connection(
			async () => await (this.endpoint ??= ConnectorEndpoint.open()),
			`company-${this.count}`,
			file,
			this.now,
		);
		this.open.add(connection);
		return connection;
	}

	/** How many documents the Web Connectors of all computers that are on have carried. */
	get carried(): number {
		return [...this.open].reduce((sum, { carried }) => sum + carried, 0);
	}

	/** Switches all computers off. */
	disconnect(): void {
		for (const connection of this.open) {
			const ended = connection.end().finally(() => this.ending.delete(ended));
			this.ending.add(ended);
		}
		this.open.clear();
	}

	async close(): Promise<void> {
		this.disconnect();
		await Promise.all(this.ending);
		await (await this.endpoint)?.close();
	}
}
