import type { Lint } from './lint.ts';
import { askForPresence, matchingEverything } from './matches-everything.ts';

/** A `drop` whose regex is absent or matches everything: nothing is left. */
export const DROP_WITHOUT_REGEX: Lint = {
  code: 'relabel/drop-without-regex',
  severity: 'warning',
  summary: 'A drop rule that drops everything.',
  check: job => matchingEverything(DROP_WITHOUT_REGEX, job, 'drop'),
  fixes: askForPresence,
};
