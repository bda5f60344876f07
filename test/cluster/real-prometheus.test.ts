import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type ControlPlane, PLAIN_CONTROL_PLANE, startControlPlane } from './control-plane.ts';
import { type PrometheusTargets, startRealPrometheus } from './real-prometheus.ts';

let plane: ControlPlane;
before(async () => {
  plane = await startControlPlane({ ...PLAIN_CONTROL_PLANE, controllers: 'none' });
});
after(() => plane?.dispose());

async function targetsOf(text: string): Promise<PrometheusTargets> {
  const prometheus = await startRealPrometheus({ text, access: { from: 'outside', kubeconfig: plane.kubeconfig } });
  try {
    return await prometheus.settled();
  } finally {
    await prometheus.dispose();
  }
}

test('active, dropped and failed targets of a job', async () => {
  const ports = [80, 81, 82].map(port => ({ name: `p${port}`, port }));
  const metadata = { namespace: 'default', name: 'web' };
  await plane.api.create({ apiVersion: 'v1', kind: 'Service', metadata, spec: { ports } });
  const { active, dropped, droppedCounts, failedCounts } = await targetsOf(`
scrape_configs:
  - job_name: services
    kubernetes_sd_configs: [{ role: service }]
    relabel_configs:
      - { source_labels: [__meta_kubernetes_service_name], regex: web, action: keep }
      - { source_labels: [__address__], regex: .*:81, action: drop }
      - { source_labels: [__address__], regex: .*:82, target_label: __address__, replacement: a/b }
`);
  assert.deepEqual(
    active.map(({ scrapeUrl, labels }) => ({ scrapeUrl, labels })),
    [
      {
        scrapeUrl: 'http://web.default.svc:80/metrics',
        labels: { instance: 'web.default.svc:80', job: 'services' },
      },
    ],
  );
  const addresses = dropped.map(({ discoveredLabels }) => discoveredLabels['__address__']);
  assert.deepEqual(addresses.toSorted(), ['kubernetes.default.svc:443', 'web.default.svc:81']);
  assert.equal(droppedCounts['services'], 2);
  assert.equal(failedCounts.get('services'), 1);
});

test('a configuration that Prometheus does not load is refused in its words', async () => {
  const text = 'scrape_configs: [{ job_name: a, kubernetes_sd_configs: [{ role: pot }] }]\n';
  await assert.rejects(targetsOf(text), /unknown Kubernetes SD role/);
});
