/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import { execa } from 'execa';
import { streamDocument, writeRequest } from '../../../gateway/qbxml';
import { customerAnswer, customerRecord } from './customers';

const COUNT = Number(process.argv[2] ?? 100_000);

/** Records between two looks at the memory. */
const LOOK = 500;

const MIB = 1024 * 1024;

class Measurement {
	private readonly idle: number;

	private readonly started = performance.now();

	private readonly cpu = process.cpuUsage();

	private peak = 0;

	private length = 0;

	private records = 0;

	constructor(private readonly what: string) {
		global.gc?.();
		this.idle = process.memoryUsage.rss();
	}

	add(length: number): void {
		this.length += length;
	}

	next(): void {
		this.records += 1;
		if (this.records % LOOK === 0) this.peak = Math.max(this.peak, process.memoryUsage.rss());
	}

	say(): void {
		const seconds = (performance.now() - this.started) / 1000;
		const { user, system } = process.cpuUsage(this.cpu);
		const above = Math.max(0, this.peak - this.idle) / MIB;
		process.stdout.write(
			`${this.what} ${this.records.toLocaleString('en')} customers (${Math.round(this.length / MIB)} MiB of qbXML): ` +
				`${seconds.toFixed(1)} s, CPU ${((user + system) / 1e6).toFixed(1)} s, peak memory ${above.toFixed(0)} MiB above idle\n`,
		);
	}
}

function write(): void {
	const measurement = new Measurement('writing');
	for (let index = 0; index < COUNT; index++) {
		const record = customerRecord(index);
		const call = { object: 'Customer', operation: 'add', record, version: '13.0' } as const;
		measurement.add(writeRequest(call).text.length);
		measurement.next();
	}
	measurement.say();
}

async function read(): Promise<void> {
	const measurement = new Measurement('reading');
	function* measured() {
		for (const piece of customerAnswer(COUNT)) {
			measurement.add(piece.length);
			yield piece;
		}
	}
	for await (const part of streamDocument(measured())) {
		if (part.kind === 'record') measurement.next();
	}
	measurement.say();
}

/** Each in a process of its own, so that its memory is its own. */
async function measureBoth(): Promise<void> {
	for (const what of ['write', 'read']) {
		const args = [...process.execArgv, __filename, String(COUNT), what];
		await execa(process.execPath, args, { stdio: 'inherit' });
	}
}

const [, , , only] = process.argv;
if (only === 'write') write();
else void (only === 'read' ? read() : measureBoth());
