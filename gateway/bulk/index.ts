/** Bulk jobs through an instance: files of records that are created, and records that are found as files. */
export { callBack } from './callback';
export { DownloadWork } from './downloadWork';
export { downloadDraft, uploadDraft } from './drafts';
export { errorPage } from './files/errors';
export { DiskFiles, MemoryFiles, type JobFile, type JobFiles } from './files/files';
export { BulkJobs, requireJob, requireOpen } from './jobs';
export { readBulkQuery } from './query';
export { resultFile } from './files/result';
export { bulkRoutes, type BulkParts } from './routes';
export { isOver, SEARCHED_JOBS, searchedJob, statusOf } from './status';
export { readForm, type UploadRow } from './upload';
export { UploadWork, type WorkParts } from './uploadWork';
