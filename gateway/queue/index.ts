/** The queue of a company: what is asked of QuickBooks, one document after the other. */
export { isRefused } from './answers';
export { markOf, takesGuid, type Mark } from './mark';
export type { EndedCall } from './callers';
export { systemClock, type Clock } from './clock';
export { canBeLookedFor } from './doubts';
export { CompanyQueue } from './companyQueue';
export type { QueueLog } from './parts';
export { Presence } from './presence';
export { Turns } from './turns';
export { CallFailure, type FailureKind, type Question } from './question';
