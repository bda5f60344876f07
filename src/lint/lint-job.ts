import type { ScrapeConfig } from '../prometheus/config/scrape-config.ts';
import type { KnownVersion } from '../prometheus/version.ts';
import type { Finding } from '../schema/finding.ts';
import { movedFindings } from '../schema/moved-findings.ts';
import { spanOf, startOf } from '../yaml/source.ts';
import type { LintContext } from './lint.ts';
import { LINTS } from './registry.ts';

interface LintedJob {
  readonly version: KnownVersion;
  /** Where the job stood when the findings were made. */
  readonly base: number;
  readonly findings: readonly Finding[];
}

/**
 * What the lints said of jobs, by view: a job that has not changed keeps its view (`readCachedConfig`). Owned by the
 * caller.
 */
export type LintCache = WeakMap<ScrapeConfig, LintedJob>;

/** An empty cache. */
export function createLintCache(): LintCache {
  return new WeakMap();
}

/** What every lint finds in one job. */
export function lintJob(job: ScrapeConfig, context: LintContext, cache: LintCache): readonly Finding[] {
  const base = startOf(job.node);
  const before = cache.get(job);
  if (before !== undefined && before.version === context.version)
    return movedFindings(before.findings, base - before.base);
  const findings = LINTS.flatMap(lint => lint.check(job, context));
  const own = spanOf(job.node);
  const moveTogether = findings.every(({ span, related }) =>
    [span, ...related.map(one => one.span)].every(({ start, end }) => own.start <= start && end <= own.end),
  );
  if (moveTogether) cache.set(job, { version: context.version, base, findings });
  return findings;
}
