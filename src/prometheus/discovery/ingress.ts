import type { Ingress, IngressRule } from '../../kubernetes/objects/ingress.ts';
import type { Labels } from '../relabel/rule.ts';
import { attachNamespace } from './attach-metadata.ts';
import type { DiscoveryContext } from './discovery-context.ts';
import { META_LABEL_PREFIX } from './meta-labels.ts';
import { addObjectLabels, type GrowingLabels, NAMESPACE_LABEL } from './object-labels.ts';
import type { TargetGroup } from './target-group.ts';

const PREFIX = `${META_LABEL_PREFIX}ingress_`;

/**
 * The group of an ingress: a target for each path of each rule. The default backend is not read.
 * See https://prometheus.io/docs/prometheus/latest/configuration/configuration/#ingress
 */
export function ingressGroup(ingress: Ingress, context: DiscoveryContext): TargetGroup {
  const { name, namespace } = ingress.metadata;
  const labels: GrowingLabels = new Map([[NAMESPACE_LABEL, namespace]]);
  if (ingress.ingressClassName !== undefined) labels.set(`${PREFIX}class_name`, ingress.ingressClassName);
  addObjectLabels(labels, ingress.metadata, 'ingress');
  attachNamespace(labels, namespace, context);
  return {
    source: `ingress/${namespace}/${name}`,
    labels,
    targets: ingress.rules.flatMap(rule => ruleTargets(rule, ingress.tlsHosts)),
  };
}

/** A rule without `http` stands for the path `/`, one with `http` and no paths for none. */
function ruleTargets({ host, paths }: IngressRule, tlsHosts: readonly string[]): readonly Labels[] {
  const scheme = tlsHosts.some(pattern => coversHost(pattern, host)) ? 'https' : 'http';
  return (paths ?? ['/']).map(
    path =>
      new Map([
        ['__address__', host],
        [`${PREFIX}scheme`, scheme],
        [`${PREFIX}host`, host],
        [`${PREFIX}path`, path === '' ? '/' : path],
      ]),
  );
}

/** Whether a host of the TLS section is the host of the rule, or a wildcard for its first part. */
function coversHost(pattern: string, host: string): boolean {
  if (pattern === host) return true;
  const [first, ...rest] = pattern.split('.');
  const [, ...hostRest] = host.split('.');
  return first === '*' && rest.length === hostRest.length && rest.every((part, index) => part === hostRest[index]);
}
