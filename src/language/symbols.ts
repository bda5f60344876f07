import { readCachedConfig } from '../prometheus/config/read.ts';
import type { RelabelConfig } from '../prometheus/config/relabel-config.ts';
import type { ScrapeConfig } from '../prometheus/config/scrape-config.ts';
import type { YamlNode } from '../yaml/node.ts';
import { spanOf } from '../yaml/source.ts';
import type { Span } from '../yaml/span.ts';
import type { ConfigPart, LanguageDocument } from './document.ts';

/** One row of the outline, in the offsets of the document. */
export interface ConfigSymbol {
  readonly kind: 'config' | 'section' | 'job' | 'discovery' | 'rules' | 'rule';
  readonly name: string;
  readonly detail: string;
  readonly span: Span;
  /** Inside `span`. */
  readonly selection: Span;
  readonly children: readonly ConfigSymbol[];
}

/** With more rules than this in a configuration the outline only counts them: nobody reads so many rows, and all are sent anew at every change. */
const MOST_RULES = 500;

/** The outline of every configuration in the document. */
export function symbolsOf(document: LanguageDocument): readonly ConfigSymbol[] {
  return document.parts.flatMap(part => {
    const sections = sectionsOf(part);
    const whole = part.embedded && {
      start: part.embedded.toOuter(0),
      end: part.embedded.toOuter(part.source.text.length),
    };
    if (!whole) return sections;
    return [
      {
        kind: 'config',
        name: part.name,
        detail: '',
        span: whole,
        selection: { start: whole.start, end: whole.start },
        children: sections,
      },
    ];
  });
}

function sectionsOf(part: ConfigPart): readonly ConfigSymbol[] {
  const document = part.source.documents[0];
  const root = document?.root;
  if (!document || root?.kind !== 'map') return [];
  const jobs = readCachedConfig(document, part.cache).scrapeConfigs;
  const count = jobs.reduce((sum, job) => sum + job.relabelConfigs.length + job.metricRelabelConfigs.length, 0);
  const rules = count > MOST_RULES ? 'counted' : 'listed';
  return root.pairs.flatMap(({ key, value }) => {
    if (key.kind !== 'scalar' || key.text === '') return [];
    const children = key.text === 'scrape_configs' ? jobs.map(job => jobSymbol(part, job, rules)) : [];
    const count = key.text === 'scrape_configs' ? plural(children.length, 'job') : '';
    return [symbol(part, 'section', key.text, count, { whole: join(key, value), name: key }, children)];
  });
}

function jobSymbol(part: ConfigPart, job: ScrapeConfig, shown: 'counted' | 'listed'): ConfigSymbol {
  const named = job.jobName.state === 'set' ? job.jobName : undefined;
  const children = [
    ...job.kubernetesSdConfigs.map(sd => {
      const role = sd.role.state === 'set' ? sd.role.value : '?';
      return symbol(
        part,
        'discovery',
        `role: ${role}`,
        'kubernetes_sd_configs',
        { whole: spanOf(sd.node), name: sd.node },
        [],
      );
    }),
    ...rulesSymbol(part, 'relabel_configs', job.relabelConfigs, shown),
    ...rulesSymbol(part, 'metric_relabel_configs', job.metricRelabelConfigs, shown),
  ];
  const name = named === undefined || named.value === '' ? '(unnamed job)' : named.value;
  return symbol(part, 'job', name, '', { whole: spanOf(job.node), name: named?.node ?? job.node }, children);
}

function rulesSymbol(
  part: ConfigPart,
  name: string,
  rules: readonly RelabelConfig[],
  shown: 'counted' | 'listed',
): readonly ConfigSymbol[] {
  const [first, last] = [rules[0], rules.at(-1)];
  if (!first || !last) return [];
  const children = (shown === 'listed' ? rules : []).map(rule =>
    symbol(part, 'rule', ruleName(rule), '', { whole: spanOf(rule.node), name: rule.node }, []),
  );
  return [
    symbol(
      part,
      'rules',
      name,
      plural(rules.length, 'rule'),
      { whole: join(first.node, last.node), name: first.node },
      children,
    ),
  ];
}

function ruleName({ rule, action }: RelabelConfig): string {
  if (!rule) return action.state === 'set' ? action.value : '(incomplete rule)';
  const sources = rule.sourceLabels.join(', ');
  if (rule.targetLabel !== '')
    return sources === '' ? `${rule.action} → ${rule.targetLabel}` : `${rule.action} ${sources} → ${rule.targetLabel}`;
  return sources === '' ? `${rule.action} ${rule.regex}` : `${rule.action} ${sources}`;
}

function plural(count: number, word: string): string {
  return count === 1 ? `1 ${word}` : `${count} ${word}s`;
}

function join(first: YamlNode, last: YamlNode): Span {
  const start = spanOf(first).start;
  return { start, end: Math.max(spanOf(last).end, spanOf(first).end) };
}

interface Place {
  readonly whole: Span;
  readonly name: YamlNode;
}

function symbol(
  part: ConfigPart,
  kind: ConfigSymbol['kind'],
  name: string,
  detail: string,
  place: Place,
  children: readonly ConfigSymbol[],
): ConfigSymbol {
  const { embedded } = part;
  const map = (span: Span): Span => (embedded ? embedded.toOuterSpan(span) : span);
  const own = map(place.whole);
  const span = children.reduce(
    (all, child) => ({ start: Math.min(all.start, child.span.start), end: Math.max(all.end, child.span.end) }),
    own,
  );
  const named = map(spanOf(place.name));
  const selection = {
    start: Math.max(named.start, span.start),
    end: Math.min(Math.max(named.end, named.start), span.end),
  };
  return { kind, name, detail, span, selection, children };
}
