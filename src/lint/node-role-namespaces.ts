import { valueOr } from '../prometheus/config/field.ts';
import type { KubernetesSdConfig } from '../prometheus/config/kubernetes-sd-config.ts';
import { spanOf } from '../yaml/source.ts';
import { removeField } from './config-edits.ts';
import { fixOf } from './fix-of.ts';
import { roleOf } from './job-discovery.ts';
import type { Lint } from './lint.ts';
import { findingOf } from './report.ts';

/** `namespaces` under role node: nodes have no namespace, and Prometheus discovers all of them. */
export const NODE_ROLE_NAMESPACES: Lint = {
  code: 'sd/node-role-namespaces',
  severity: 'warning',
  summary: 'A choice of namespaces that role node ignores.',
  check: job =>
    job.kubernetesSdConfigs.flatMap(entry => {
      if (roleOf(entry) !== 'node' || entry.namespaces.state !== 'set' || !choosesNamespaces(entry)) return [];
      const message =
        'Prometheus discovers the nodes of the whole cluster, whatever `namespaces` says: role `node` ignores it. Remove it; to choose nodes, use `selectors`.';
      return [findingOf(NODE_ROLE_NAMESPACES, { span: spanOf(entry.namespaces.key), message, related: [], data: {} })];
    }),
  fixes: (finding, job, { file }) =>
    job.kubernetesSdConfigs.flatMap(({ node, namespaces }) => {
      if (namespaces.state !== 'set' || spanOf(namespaces.key).start !== finding.span.start) return [];
      return fixOf('Remove `namespaces`', [removeField(file, node, namespaces.key)], 'preferred');
    }),
};

function choosesNamespaces(entry: KubernetesSdConfig): boolean {
  return valueOr(entry.ownNamespace, false) === true || (valueOr(entry.namespaceNames, []) ?? []).length > 0;
}
