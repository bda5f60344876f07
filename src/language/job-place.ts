import { readCachedConfig } from '../prometheus/config/read.ts';
import type { ScrapeConfig } from '../prometheus/config/scrape-config.ts';
import { spanOf } from '../yaml/source.ts';
import type { Span } from '../yaml/span.ts';
import type { ConfigPart } from './document.ts';

/** A job with its name as Prometheus reads it, and where the name stands in the document. */
export interface JobPlace {
  readonly name: string;
  readonly span: Span;
}

/** Every job of a configuration that has a name, in the order of the text. */
export function jobPlaces(part: ConfigPart): readonly JobPlace[] {
  return jobsOf(part).flatMap(({ jobName }) =>
    jobName.state === 'set' && jobName.value !== ''
      ? [{ name: jobName.value, span: inDocument(part, spanOf(jobName.node)) }]
      : [],
  );
}

/**
 * Where the name of a job stands in the document, or the rule with that index in its `relabel_configs`. Undefined when
 * the text no longer has it; of two jobs with the same name, which Prometheus refuses, the first.
 */
export function placeOf(part: ConfigPart, job: string, rule: number | null): Span | undefined {
  const found = jobsOf(part).find(({ jobName }) => jobName.state === 'set' && jobName.value === job);
  if (found?.jobName.state !== 'set') return undefined;
  const node = rule === null ? found.jobName.node : found.relabelConfigs[rule]?.node;
  return node && inDocument(part, spanOf(node));
}

function jobsOf(part: ConfigPart): readonly ScrapeConfig[] {
  const [document] = part.source.documents;
  return document ? readCachedConfig(document, part.cache).scrapeConfigs : [];
}

function inDocument({ embedded }: ConfigPart, span: Span): Span {
  return embedded ? embedded.toOuterSpan(span) : span;
}
