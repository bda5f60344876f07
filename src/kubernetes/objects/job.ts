import { type OwnerObject, readOwner } from './owner.ts';

/** What discovery reads of a Job: the CronJob that manages it. */
export interface Job extends OwnerObject {
  readonly kind: 'Job';
}

/** Reads a Job and keeps only what discovery reads. Never throws: what is missing is empty. */
export function readJob(value: unknown): Job {
  return { kind: 'Job', ...readOwner(value) };
}
