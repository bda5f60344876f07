import type { ScrapeConfig } from '../prometheus/config/scrape-config.ts';
import type { KnownVersion } from '../prometheus/version.ts';
import type { Finding, FindingCode, Severity } from '../schema/finding.ts';
import type { Fix } from '../schema/fix.ts';
import type { SourceFile, YamlDocument } from '../yaml/source.ts';

/** What a lint may look at beside the job. Nothing here depends on other jobs, so that findings are kept per job. */
export interface LintContext {
  readonly file: SourceFile;
  readonly document: YamlDocument;
  readonly version: KnownVersion;
}

/**
 * One thing that Prometheus accepts and that is wrong all the same. Its doc comment and `docs/findings/<code>.md` say
 * what, why and what to do.
 */
export interface Lint {
  readonly code: FindingCode;
  /** What the finding is shown as unless a setting says otherwise. Never `error`: Prometheus loads the file. */
  readonly severity: Exclude<Severity, 'error'>;
  /** One sentence for the list of codes in the settings and the README. */
  readonly summary: string;
  /** All findings of this lint in one job. Speaks only when the answer is decidable from the text. */
  readonly check: (job: ScrapeConfig, context: LintContext) => readonly Finding[];
  /** The fixes for one of its findings, none where no answer is right. Goes by the finding's code and data. */
  readonly fixes: (finding: Finding, job: ScrapeConfig, context: LintContext) => readonly Fix[];
}
