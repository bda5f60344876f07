import type { FixCase } from './fix-case.ts';
import { LIMIT_CASES } from './limit-cases.ts';
import { MISSING_CASES } from './missing-cases.ts';
import { MISTAKE_CASES } from './mistake-cases.ts';
import { TOO_MUCH_CASES } from './too-much-cases.ts';

/** Every tree with its findings and fixes. */
export const FIX_CASES: readonly FixCase[] = [...LIMIT_CASES, ...MISSING_CASES, ...MISTAKE_CASES, ...TOO_MUCH_CASES];
