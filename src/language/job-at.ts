import { readCachedConfig } from '../prometheus/config/read.ts';
import type { ScrapeConfig } from '../prometheus/config/scrape-config.ts';
import type { YamlNode } from '../yaml/node.ts';
import { nodeAt, spanOf } from '../yaml/source.ts';
import { touches } from '../yaml/span.ts';
import type { PartOffset } from './part-at.ts';

/** The job whose text holds the offset. */
export function jobAt({ part, offset }: PartOffset): ScrapeConfig | undefined {
  const document = part.source.documents[0];
  if (!document) return undefined;
  return readCachedConfig(document, part.cache).scrapeConfigs.find(job => touches(spanOf(job.node), offset));
}

/** A field of a relabel rule that holds the offset. */
export interface RelabelFieldAt {
  readonly field: string;
  /** The innermost node at the offset. */
  readonly node: YamlNode;
}

/** Which value of which relabel rule of the job the offset stands in; undefined for any other place. */
export function relabelFieldAt(job: ScrapeConfig, { part, offset }: PartOffset): RelabelFieldAt | undefined {
  const document = part.source.documents[0];
  if (!document) return undefined;
  const { path } = nodeAt(document, offset);
  const rule = [...job.relabelConfigs, ...job.metricRelabelConfigs].find(one =>
    path.some(step => step.node === one.node),
  );
  if (!rule) return undefined;
  const step = path[path.findIndex(one => one.node === rule.node) + 1];
  const key = step?.kind === 'value' ? rule.node.pairs[step.index]?.key : undefined;
  const node = path.at(-1)?.node;
  return key?.kind === 'scalar' && node ? { field: key.text, node } : undefined;
}
