import { valueOr } from '../prometheus/config/field.ts';
import type { KubernetesRole, KubernetesSdConfig } from '../prometheus/config/kubernetes-sd-config.ts';
import type { RelabelConfig } from '../prometheus/config/relabel-config.ts';
import { spanOf } from '../yaml/source.ts';
import { roleOf } from './job-discovery.ts';
import type { Lint } from './lint.ts';
import { findingOf } from './report.ts';

const WHAT: { readonly [role in KubernetesRole]?: string } = {
  pod: 'every port of every container in the cluster',
  endpoints: 'every endpoint of every service in the cluster, and every other port of the pods behind them,',
  endpointslice: 'every endpoint of every service in the cluster, and every other port of the pods behind them,',
};

/** A job that discovers pods or endpoints of the whole cluster and drops none of them. */
export const NO_FILTER: Lint = {
  code: 'sd/no-filter',
  severity: 'information',
  summary: 'A job that scrapes every pod or endpoint of the cluster.',
  check: job => {
    if (job.relabelConfigs.some(mayFilter)) return [];
    return job.kubernetesSdConfigs.flatMap(entry => {
      const what = WHAT[roleOf(entry) ?? 'node'];
      if (what === undefined || entry.role.state !== 'set' || !isClusterWide(entry)) return [];
      const message = `Prometheus will scrape ${what} as a target of this job: nothing filters them. Choose \`namespaces\` or \`selectors\`, or add a \`keep\` rule to \`relabel_configs\`.`;
      return [findingOf(NO_FILTER, { span: spanOf(entry.role.node), message, related: [], data: {} })];
    });
  },
  fixes: () => [],
};

function mayFilter(rule: RelabelConfig): boolean {
  const action = valueOr(rule.action, 'replace');
  return action === undefined || ['keep', 'drop', 'keepequal', 'dropequal'].includes(action);
}

function isClusterWide(entry: KubernetesSdConfig): boolean {
  const own = valueOr(entry.ownNamespace, false);
  const names = valueOr(entry.namespaceNames, []);
  const selectors = valueOr(entry.selectors, []);
  const isReadable = entry.namespaces.state !== 'unreadable';
  return isReadable && own === false && names?.length === 0 && selectors?.length === 0;
}
