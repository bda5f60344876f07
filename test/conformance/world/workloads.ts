import type { Manifest } from '../../cluster/admin-api.ts';
import { type Meta, type OwnerName, object } from './build.ts';

const TEMPLATE = {
  spec: { containers: [{ name: 'app', image: 'registry.example/app:1.2.3' }], restartPolicy: 'Never' },
};

/** Namespaces, and the owners of pods: what discovery reads of them, and what only stands for a chain that it does not. */
export function worldNamespaces(): readonly Manifest[] {
  return [
    namespace('shop', {
      labels: { team: 'shop', 'example.com/tier': 'front' },
      annotations: { owner: 'Ä. Müller', empty: '' },
    }),
    namespace('pay', { labels: { team: 'pay' }, annotations: { 'example.com/long': 'x'.repeat(500) } }),
    namespace('infra', { labels: { team: '' } }),
    namespace('monitoring', { annotations: { 'example.com/json': '{"a":["b",1]}' } }),
    namespace('leaving', { labels: { team: 'leaving' } }),
    namespace('empty', {}),
  ];
}

export function worldWorkloads(): readonly Manifest[] {
  return [
    workload('apps/v1', 'Deployment', 'shop/web', {}),
    workload('apps/v1', 'Deployment', 'pay/ledger', {}),
    workload('apps/v1', 'ReplicaSet', 'shop/web-7d9f', { owners: [deployment('web')] }),
    workload('apps/v1', 'ReplicaSet', 'shop/loose', {}),
    workload('apps/v1', 'ReplicaSet', 'pay/ledger-55', { owners: [deployment('ledger')] }),
    workload('apps/v1', 'StatefulSet', 'pay/db', {}),
    workload('apps/v1', 'DaemonSet', 'infra/agent', {}),
    cronJob('pay/report'),
    workload('batch/v1', 'Job', 'pay/report-1', {
      owners: [{ apiVersion: 'batch/v1', kind: 'CronJob', name: 'report' }],
    }),
    workload('batch/v1', 'Job', 'shop/import', {}),
  ];
}

export function namespace(name: string, meta: Meta): Manifest {
  return object('v1', 'Namespace', name, meta);
}

function deployment(name: string): OwnerName {
  return { apiVersion: 'apps/v1', kind: 'Deployment', name };
}

export function workload(apiVersion: string, kind: string, at: string, meta: Meta): Manifest {
  if (kind === 'Job') return object(apiVersion, kind, at, meta, { spec: { template: TEMPLATE } });
  const labels = { of: at.replace('/', '.') };
  const template = { metadata: { labels }, spec: { containers: TEMPLATE.spec.containers } };
  const stateful = kind === 'StatefulSet' ? { serviceName: 'db' } : {};
  return object(apiVersion, kind, at, meta, { spec: { selector: { matchLabels: labels }, template, ...stateful } });
}

function cronJob(at: string): Manifest {
  return object(
    'batch/v1',
    'CronJob',
    at,
    {},
    { spec: { schedule: '0 3 * * *', jobTemplate: { spec: { template: TEMPLATE } } } },
  );
}
