import { PROMETHEUS_SHAPE } from '../prometheus/config/prometheus-shape.ts';
import { type FoundMetaLabel, findMetaLabel } from '../prometheus/discovery/meta-labels.ts';
import { hoverIn } from '../schema/hover.ts';
import { spanOf } from '../yaml/source.ts';
import type { Span } from '../yaml/span.ts';
import type { LanguageDocument } from './document.ts';
import { jobAt, relabelFieldAt } from './job-at.ts';
import { type PartOffset, partAt } from './part-at.ts';
import { TARGET_LABELS } from './target-labels.ts';

/** What is shown over a place of the document. */
export interface HoverText {
  readonly span: Span;
  readonly markdown: string;
}

/** What is known about the key, value or label at an offset; undefined for nothing. */
export function hoverAt(document: LanguageDocument, offset: number): HoverText | undefined {
  const at = partAt(document, offset);
  const found = at && (labelHover(at) ?? shapeHover(at));
  if (!at || !found) return undefined;
  const { embedded } = at.part;
  return embedded ? { ...found, span: embedded.toOuterSpan(found.span) } : found;
}

function shapeHover({ part, offset }: PartOffset): HoverText | undefined {
  const [document] = part.source.documents;
  return document && hoverIn(document, offset, PROMETHEUS_SHAPE);
}

const LABEL_FIELDS: ReadonlySet<string> = new Set(['source_labels', 'target_label']);

function labelHover(at: PartOffset): HoverText | undefined {
  const job = jobAt(at);
  const field = job && relabelFieldAt(job, at);
  if (field?.node.kind !== 'scalar' || !LABEL_FIELDS.has(field.field)) return undefined;
  const name = field.node.text;
  const target = TARGET_LABELS.find(one => one.name === name);
  const markdown = target ? `\`${name}\`: ${target.documentation}` : metaText(name, findMetaLabel(name));
  return markdown === undefined ? undefined : { span: spanOf(field.node), markdown };
}

function metaText(name: string, found: FoundMetaLabel): string | undefined {
  if (found.kind !== 'known') return undefined;
  const { label } = found;
  const roles = label.sources.map(({ role, attach, since }) => {
    const needs = attach === 'none' ? '' : ` with \`attach_metadata.${attach}\``;
    return since.major < 3 && since.minor === 0
      ? `- role \`${role}\`${needs}`
      : `- role \`${role}\`${needs}, since ${since.major}.${since.minor}`;
  });
  return [`\`${name}\``, '', label.documentation, '', 'Set by', '', ...roles].join('\n');
}
