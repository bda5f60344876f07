import { parseFieldSelector } from '../../kubernetes/field-selector.ts';
import { parseLabelSelector, type SelectorProblem } from '../../kubernetes/label-selector.ts';
import type { Finding } from '../../schema/finding.ts';
import { clip } from '../../schema/validation.ts';
import { spanOf } from '../../yaml/source.ts';
import { goUrlProblem } from './go-url.ts';
import { changedHttpClientFields, httpClientFindings } from './http-client-rules.ts';
import { KUBERNETES_ROLES, type KubernetesRole } from './kubernetes-sd-config.ts';
import {
  isFilled,
  isTrue,
  isWritten,
  keySpan,
  type MappingView,
  mapField,
  mapsIn,
  textField,
  valueSpan,
  viewMapping,
} from './mapping-view.ts';
import { refusal, refusalWith } from './refusal.ts';

/** Which kinds of object the entries of `selectors` may name, by the role of the entry of `kubernetes_sd_configs`. */
export const ALLOWED_SELECTOR_ROLES: { readonly [role in KubernetesRole]: readonly KubernetesRole[] } = {
  node: ['node'],
  pod: ['pod', 'node'],
  service: ['service'],
  endpoints: ['pod', 'service', 'endpoints'],
  endpointslice: ['pod', 'service', 'endpointslice'],
  ingress: ['ingress'],
};

/**
 * What Prometheus has against an entry of `kubernetes_sd_configs`, beyond the shape of its fields.
 * See https://prometheus.io/docs/prometheus/latest/configuration/configuration/#kubernetes_sd_config
 */
export function kubernetesSdFindings(entry: MappingView): readonly Finding[] {
  return [...httpClientFindings(entry), ...connectionFindings(entry), ...selectorFindings(entry)];
}

/** In-cluster, by kubeconfig and by address exclude each other; HTTP settings go with an address only. */
function connectionFindings(entry: MappingView): readonly Finding[] {
  const findings: Finding[] = [];
  const url = textField(entry, 'api_server');
  const addressed = isWritten(entry, 'api_server');
  const byFile = isFilled(entry, 'kubeconfig_file');
  if (addressed && byFile) findings.push(exclusive(entry, 'kubeconfig_file', 'api_server'));
  if (byFile) {
    for (const field of changedHttpClientFields(entry)) findings.push(exclusive(entry, field, 'kubeconfig_file'));
  } else if (!addressed) {
    for (const field of changedHttpClientFields(entry)) findings.push(needsAddress(entry, field));
  }
  const namespaces = mapField(entry, 'namespaces');
  const view = namespaces.state === 'set' ? viewMapping(entry.document, namespaces.value) : undefined;
  const readable = url.state !== 'unreadable' && !(url.state === 'set' && goUrlProblem(url.value) !== undefined);
  if (view === undefined || !isTrue(view, 'own_namespace')) return findings;
  if (addressed && readable) findings.push(notInCluster(view, entry, 'api_server'));
  if (byFile) findings.push(notInCluster(view, entry, 'kubeconfig_file'));
  return findings;
}

function exclusive(entry: MappingView, field: string, other: string): Finding {
  const why = `\`${field}\` does not go together with \`${other}\`. Keep one of them.`;
  const related = [{ span: keySpan(entry, other), message: `\`${other}\` is here` }];
  return refusalWith('config/conflicting-connection', keySpan(entry, field), why, { field, other }, related);
}

function needsAddress(entry: MappingView, field: string): Finding {
  const why = `\`${field}\` of \`kubernetes_sd_configs\` needs \`api_server\`. Add it, or remove \`${field}\`: the settings for scraping belong to the scrape config.`;
  return refusal('config/needs-api-server', keySpan(entry, field), why, { field, missing: 'api_server' });
}

function notInCluster(namespaces: MappingView, entry: MappingView, other: string): Finding {
  const why = `\`own_namespace\` does not go together with \`${other}\`. Name the namespace in \`names\`.`;
  const related = [{ span: keySpan(entry, other), message: `\`${other}\` is here` }];
  const data = { field: 'own_namespace', other };
  return refusalWith('config/own-namespace', keySpan(namespaces, 'own_namespace'), why, data, related);
}

function selectorFindings(entry: MappingView): readonly Finding[] {
  const role = textField(entry, 'role');
  const allowed = role.state === 'set' ? allowedFor(role.value) : undefined;
  const seen = new Map<string, MappingView>();
  return mapsIn(entry, 'selectors').flatMap(selector => {
    const own = textField(selector, 'role');
    const name = own.state === 'set' ? own.value : '';
    const before = seen.get(name);
    seen.set(name, before ?? selector);
    return [
      ...(before !== undefined && name !== '' ? [repeated(selector, before, name)] : []),
      ...notAllowed(selector, name, role.state === 'set' ? role.value : '', allowed),
      ...syntaxFindings(selector),
    ];
  });
}

function allowedFor(role: string): readonly string[] | undefined {
  const known = KUBERNETES_ROLES.find(one => one === role);
  return known && ALLOWED_SELECTOR_ROLES[known];
}

function repeated(selector: MappingView, before: MappingView, name: string): Finding {
  const why = `\`selectors\` has two entries for role \`${name}\`. Join them: conditions are separated by commas.`;
  const related = [{ span: valueSpan(before, 'role'), message: `The first entry for role \`${name}\`` }];
  return refusalWith('config/repeated-selector', valueSpan(selector, 'role'), why, { role: name }, related);
}

function notAllowed(
  selector: MappingView,
  name: string,
  role: string,
  allowed: readonly string[] | undefined,
): readonly Finding[] {
  const known = KUBERNETES_ROLES.some(one => one === name);
  if (!known || allowed === undefined || allowed.includes(name)) return [];
  const names = allowed.map(one => `\`${one}\``).join(', ');
  const why = `role \`${role}\` takes selectors for ${names} only, not for \`${name}\`.`;
  const [only] = allowed;
  const data =
    allowed.length === 1 && only !== undefined ? { values: allowed, replacement: only } : { values: allowed };
  return [refusal('config/selector-role', valueSpan(selector, 'role'), why, data)];
}

function syntaxFindings(selector: MappingView): readonly Finding[] {
  const findings: Finding[] = [];
  const label = textField(selector, 'label');
  const parsedLabel = label.state === 'set' ? parseLabelSelector(label.value) : undefined;
  if (parsedLabel?.ok === false) findings.push(unparsable(selector, 'label', parsedLabel.problem));
  const field = textField(selector, 'field');
  const parsedField = field.state === 'set' ? parseFieldSelector(field.value) : undefined;
  if (parsedField?.ok === false) findings.push(unparsable(selector, 'field', parsedField.problem));
  return findings;
}

function unparsable(selector: MappingView, name: 'label' | 'field', problem: SelectorProblem): Finding {
  const node = selector.entries.get(name)?.value;
  const text = node?.kind === 'scalar' ? node.text : '';
  const why = `\`${clip(text)}\` is not a ${name} selector: ${problem.message}.`;
  return refusal(`config/bad-${name}-selector`, spanIn(selector, name, problem.offset), why);
}

/** From the offset on where the text stands as it is; the whole value where it is quoted or folded. */
function spanIn(selector: MappingView, name: string, offset: number) {
  const node = selector.entries.get(name)?.value;
  const whole = valueSpan(selector, name);
  if (node?.kind !== 'scalar' || node.style !== 'plain' || node.text.length !== whole.end - whole.start) return whole;
  const span = spanOf(node);
  return offset < node.text.length ? { start: span.start + offset, end: span.end } : whole;
}
