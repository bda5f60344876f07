import { readCachedConfig, readPrometheusConfig } from '../prometheus/config/read.ts';
import type { ScrapeConfig } from '../prometheus/config/scrape-config.ts';
import { lineStartAt } from '../yaml/lines.ts';
import { hasSyntaxError, parseSource, spanOf } from '../yaml/source.ts';
import { touches } from '../yaml/span.ts';
import type { PartOffset } from './part-at.ts';

/**
 * The job that the cursor stands in, also while its line is half-typed: then the text is read without what is on that
 * line.
 */
export function jobAround({ part, offset }: PartOffset): ScrapeConfig | undefined {
  const [document] = part.source.documents;
  if (!document) return undefined;
  if (!hasSyntaxError(document)) return jobIn(readCachedConfig(document, part.cache).scrapeConfigs, offset);
  const { text } = part.source;
  const start = lineStartAt(text, offset);
  const end = text.indexOf('\n', offset) < 0 ? text.length : text.indexOf('\n', offset);
  const blanked = text.slice(0, start) + ' '.repeat(end - start) + text.slice(end);
  const [healed] = parseSource(blanked, 'prometheus').documents;
  return healed && jobIn(readPrometheusConfig(healed).scrapeConfigs, offset);
}

/** The last job that starts at or before the offset: blanks behind a job are still its own. */
function jobIn(jobs: readonly ScrapeConfig[], offset: number): ScrapeConfig | undefined {
  const inside = jobs.find(job => touches(spanOf(job.node), offset));
  return inside ?? jobs.findLast(job => spanOf(job.node).start <= offset);
}
