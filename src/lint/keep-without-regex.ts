import type { Lint } from './lint.ts';
import { askForPresence, matchingEverything } from './matches-everything.ts';

/** A `keep` whose regex is absent or matches everything: it keeps every target, also those without the label. */
export const KEEP_WITHOUT_REGEX: Lint = {
  code: 'relabel/keep-without-regex',
  severity: 'warning',
  summary: 'A keep rule that keeps everything.',
  check: job => matchingEverything(KEEP_WITHOUT_REGEX, job, 'keep'),
  fixes: askForPresence,
};
