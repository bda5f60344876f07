import { DEFAULT_RELABEL_RULE, type RelabelRule } from './rule.ts';

/** A rule in one line, for lists: `keep __meta_kubernetes_namespace =~ "shop|pay"`. */
export function ruleInShort(rule: RelabelRule): string {
  const { action, regex, targetLabel, replacement } = rule;
  const sources = rule.sourceLabels.length > 0 ? rule.sourceLabels.join(` ${rule.separator} `) : '""';
  const matching = regex === DEFAULT_RELABEL_RULE.regex ? sources : `${sources} =~ ${JSON.stringify(regex)}`;
  switch (action) {
    case 'keep':
    case 'drop':
      return `${action} ${matching}`;
    case 'keepequal':
    case 'dropequal':
      return `${action} ${sources} == ${targetLabel}`;
    case 'labeldrop':
    case 'labelkeep':
      return `${action} ${JSON.stringify(regex)}`;
    case 'labelmap':
      return `labelmap ${JSON.stringify(regex)} → ${replacement}`;
    case 'replace':
      return `replace ${matching} → ${targetLabel} = ${JSON.stringify(replacement)}`;
    case 'hashmod':
      return `hashmod ${sources} % ${rule.modulus} → ${targetLabel}`;
    case 'lowercase':
    case 'uppercase':
      return `${action} ${sources} → ${targetLabel}`;
  }
}
