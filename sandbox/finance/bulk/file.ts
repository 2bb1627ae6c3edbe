import { ApiError } from '../../errors';
import type { Answer, Call } from '../../http';
import type { World } from '../../world';
import { shown } from '../view';
import { toCsv } from './csv';
import type { BulkFormat, BulkJob } from './types';

/** What the `Accept` header wants, else what the job was asked for. */
function formatFor(world: World, call: Call, job: BulkJob): BulkFormat {
	const accept = call.headers.accept ?? '*/*';
	if (/text\/csv/i.test(accept)) return 'CSV';
	if (/jsonl|ndjson/i.test(accept)) return 'JSONL';
	const isJson = /application\/(json|\*)/i.test(accept);
	if (!isJson && !accept.includes('*/*')) {
		throw new ApiError(406, 'The Accept header allows nothing that can be sent.');
	}
	const format = isJson ? 'JSON' : job.format;
	return format === 'JSON' && world.settings.bulkJsonAs === 'lines' ? 'JSONL' : format;
}

/** The text of a file. The records are shown one at a time: there can be many. */
function fileText({ company, kind, records = [] }: BulkJob, format: BulkFormat): string {
	const each = function* () {
		for (const record of records) yield shown(company, kind, record);
	};
	if (format === 'CSV') return toCsv(each);
	const texts = Array.from(each(), (record) => JSON.stringify(record));
	return format === 'JSON' ? `[${texts.join(',')}]` : texts.map((text) => `${text}\n`).join('');
}

/** `GET /bulk/{id}/{objectName}`: the file. Lines come as JSON too (observed). */
export function result(world: World, call: Call, job: BulkJob, objectName: string): Answer {
	if (job.direction !== 'DOWNLOAD' || objectName !== job.objectName) {
		throw new ApiError(404, `The bulk job ${job.id} has no file of ${objectName}.`);
	}
	if (job.state !== 'COMPLETED')
		throw new ApiError(400, `The bulk job ${job.id} is not completed.`);
	const format = formatFor(world, call, job);
	const type = format === 'CSV' ? 'text/csv;charset=UTF-8' : 'application/json;charset=UTF-8';
	return { status: 200, file: { type, text: fileText(job, format) } };
}
