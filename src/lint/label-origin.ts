import { type Field, valueOr } from '../prometheus/config/field.ts';
import type { RelabelConfig } from '../prometheus/config/relabel-config.ts';
import type { ScrapeConfig, StaticConfig } from '../prometheus/config/scrape-config.ts';
import { findMetaLabel, META_LABEL_PREFIX, metaLabelsBeginning } from '../prometheus/discovery/meta-labels.ts';
import { plainPattern } from '../prometheus/relabel/plain-pattern.ts';
import { isBeginningOfWanted, isWanted, type WantedLabel } from './wanted-label.ts';

/**
 * Whether something other than Kubernetes discovery may have set a wanted label before the rule at `index` of
 * `relabel_configs` runs: another discovery, static labels, or an earlier rule. True where it cannot be told.
 */
export function mayBeSetBefore(job: ScrapeConfig, index: number, wanted: WantedLabel): boolean {
  return (
    job.otherDiscovery.length > 0 ||
    job.staticConfigs.some(config => mayBeStatic(config, wanted)) ||
    mayBeSetByRules(job.relabelConfigs.slice(0, index), wanted)
  );
}

function mayBeStatic(config: StaticConfig, wanted: WantedLabel): boolean {
  const labels = valueOr(config.labels, new Map<string, string>());
  return labels === undefined || [...labels.keys()].some(name => isWanted(wanted, name));
}

/** Whether one of the rules may set a wanted label. True where it cannot be told. */
export function mayBeSetByRules(rules: readonly RelabelConfig[], wanted: WantedLabel): boolean {
  return rules.some(rule => maySet(rule, wanted));
}

function maySet(rule: RelabelConfig, wanted: WantedLabel): boolean {
  switch (valueOr(rule.action, 'replace')) {
    case 'keep':
    case 'drop':
    case 'keepequal':
    case 'dropequal':
    case 'labeldrop':
    case 'labelkeep':
      return false;
    case 'labelmap':
      return mayMapTo(rule, wanted);
    default:
      return mayExpandTo(rule.targetLabel, wanted);
  }
}

function mayExpandTo(target: Field<string>, wanted: WantedLabel): boolean {
  const template = valueOr(target, '');
  if (template === undefined) return true;
  const fixed = beforeReference(template);
  return fixed === template ? isWanted(wanted, template) : isBeginningOfWanted(wanted, fixed);
}

function mayMapTo(rule: RelabelConfig, wanted: WantedLabel): boolean {
  const replacement = valueOr(rule.replacement, '$1');
  const regex = valueOr(rule.regex, '(.*)');
  if (replacement === undefined || regex === undefined) return true;
  const fixed = beforeReference(replacement);
  if (fixed === replacement) return isWanted(wanted, replacement);
  if (!isBeginningOfWanted(wanted, fixed)) return false;
  const pattern = plainPattern(regex);
  const isSimple =
    pattern?.kind === 'wildcard' && pattern.captured && /^\$(?:1|\{1\})$/.test(replacement.slice(fixed.length));
  if (!isSimple) return true;
  // The rule moves what stands between prefix and suffix: is there a label that would become the wanted one?
  const suffix = wanted.kind === 'name' ? pattern.suffix : '';
  return mayExist({ kind: wanted.kind, text: pattern.prefix + wanted.text.slice(fixed.length) + suffix });
}

/** Whether a label that is not Kubernetes discovery's, or one that is and may be set, is wanted. */
function mayExist(wanted: WantedLabel): boolean {
  if (!wanted.text.startsWith(META_LABEL_PREFIX)) return true;
  if (wanted.kind === 'name') return findMetaLabel(wanted.text).kind === 'known';
  return metaLabelsBeginning(wanted.text).some(
    label => label.argument === 'none' || !wanted.text.slice(label.name.length).startsWith('_'),
  );
}

/** What a template holds before its first `$`: all of it when there is none. */
function beforeReference(template: string): string {
  const at = template.indexOf('$');
  return at < 0 ? template : template.slice(0, at);
}
