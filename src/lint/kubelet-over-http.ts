import { valueOr } from '../prometheus/config/field.ts';
import type { RelabelConfig } from '../prometheus/config/relabel-config.ts';
import type { ScrapeConfig } from '../prometheus/config/scrape-config.ts';
import type { Finding } from '../schema/finding.ts';
import { spanOf } from '../yaml/source.ts';
import { addField, changeField } from './config-edits.ts';
import { fixOf } from './fix-of.ts';
import { roleOf } from './job-discovery.ts';
import { mayBeSetByRules } from './label-origin.ts';
import type { Lint } from './lint.ts';
import { findingOf } from './report.ts';

/**
 * Role node with the scheme http: its targets are the kubelets on their own port (10250), which speak https only.
 */
export const KUBELET_OVER_HTTP: Lint = {
  code: 'sd/kubelet-over-http',
  severity: 'warning',
  summary: 'Kubelets that are scraped over http.',
  check: job => {
    const entry = job.kubernetesSdConfigs.find(one => roleOf(one) === 'node');
    if (entry?.role.state !== 'set' || !speaksHttp(job)) return [];
    const place = job.scheme.state === 'set' ? job.scheme.node : entry.role.node;
    return [report(place)];
  },
  fixes: (_finding, job, { file }) => {
    if (!hasOnlyNodes(job)) return [];
    const edit =
      job.scheme.state === 'set'
        ? changeField(file, job.scheme.node, 'https')
        : addField(file, job.node, 'job_name', { name: 'scheme', text: 'https' });
    return fixOf('Set `scheme: https`', [edit], 'preferred');
  },
};

function report(place: Parameters<typeof spanOf>[0]): Finding {
  const message =
    'Every scrape will fail: the targets of role `node` are the kubelets, which answer on their port (10250) over https only, and this job uses http. Set `scheme: https`; the kubelet also wants a bearer token (`authorization`) and its CA (`tls_config`).';
  return findingOf(KUBELET_OVER_HTTP, { span: spanOf(place), message, related: [], data: {} });
}

/** Other targets of the job may well speak http. */
function hasOnlyNodes(job: ScrapeConfig): boolean {
  const isAlone = job.staticConfigs.length === 0 && job.otherDiscovery.length === 0;
  return isAlone && job.kubernetesSdConfigs.every(entry => roleOf(entry) === 'node');
}

/** Whether the kubelets are certainly asked over http on the port that discovery gives. */
function speaksHttp(job: ScrapeConfig): boolean {
  const others = job.relabelConfigs.filter(config => !writesKubeletPort(config));
  const isRewritten = ['__address__', '__scheme__'].some(text => mayBeSetByRules(others, { kind: 'name', text }));
  return ['http', ''].includes(valueOr(job.scheme, 'http') ?? 'unknown') && !isRewritten && !usesProxy(job);
}

/** Whether the rule leaves `__address__` on the kubelet's port whatever it reads. */
function writesKubeletPort({ rule }: RelabelConfig): boolean {
  return rule?.action === 'replace' && rule.targetLabel === '__address__' && rule.replacement.endsWith(':10250');
}

/** A proxy may speak https on behalf of Prometheus. */
function usesProxy(job: ScrapeConfig): boolean {
  return job.node.pairs.some(
    ({ key }) => key.kind === 'scalar' && (key.text.startsWith('proxy_') || key.text === '<<'),
  );
}
