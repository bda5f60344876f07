import type { Finding } from '../../schema/finding.ts';
import { spanOf } from '../../yaml/source.ts';
import { isNullNode, listField, type MappingView, valueSpan } from './mapping-view.ts';
import { refusal } from './refusal.ts';

/** What Prometheus has against `scrape_protocols`, beyond each entry being a protocol. Null for the list is the same as absent. */
export function scrapeProtocolFindings(owner: MappingView): readonly Finding[] {
  const list = listField(owner, 'scrape_protocols');
  if (list.state !== 'set' || isNullNode(list.node)) return [];
  if (list.value.length === 0) {
    const why = '`scrape_protocols` is empty. Remove it for the default, or name a protocol.';
    return [refusal('config/empty-list', valueSpan(owner, 'scrape_protocols'), why, { field: 'scrape_protocols' })];
  }
  const seen = new Set<string>();
  return list.value.flatMap(item => {
    if (item.kind !== 'scalar' || isNullNode(item)) return [];
    const name = item.text.toLowerCase();
    const repeated = seen.has(name);
    seen.add(name);
    const why = `\`${item.text}\` is in \`scrape_protocols\` twice. Keep one of them.`;
    return repeated ? [refusal('config/repeated-value', spanOf(item), why)] : [];
  });
}
