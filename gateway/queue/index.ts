/** The queue of a company: what is asked of QuickBooks, one document after the other. */
export { isRefused } from './answers';
export { markOf, takesGuid, type Mark } from './doubt/mark';
export type { EndedCall } from './callers';
export { systemClock, type Clock } from './clock';
export { canBeLookedFor } from './doubt/doubts';
export { CompanyQueue } from './companyQueue';
export type { QueueLog } from './parts';
export { Presence } from './presence';
export { Turns } from './turns';
export { CallFailure, type FailureKind, type Question } from './doubt/question';
