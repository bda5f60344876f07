import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
import { TargetsTree } from '../../../../src/cluster/tree/targets-tree.ts';
import type { JobStatus, WorkerConfiguration } from '../../../../src/cluster/worker-protocol.ts';
import { openDocument } from '../../../../src/language/document.ts';
import { manifestsYaml } from '../../../../src/prometheus/access/manifest-yaml.ts';
import type { ObjectStore } from '../../../../src/prometheus/discovery/object-store.ts';
import { accountListing } from '../../../../src/server/access/account-listing.ts';
import { ClusterVerdicts } from '../../../../src/server/access/cluster-verdicts.ts';
import { FileDesk } from '../../../../src/server/access/file-desk.ts';
import { fileList } from '../../../../src/server/access/open-files.ts';
import { WORKSPACE_LINTS } from '../../../../src/server/access/workspace-lints.ts';
import { SYSTEM_CLOCK } from '../../../../src/server/clock.ts';
import { DEFAULT_SETTINGS } from '../../../../src/server/settings.ts';
import { AccountJobs } from '../../../../src/server/targets/account-jobs.ts';
import { FileConfigurations } from '../../../../src/server/targets/file-configurations.ts';
import { readParts } from '../../../../src/server/targets/read-parts.ts';
import type { SilencedCase } from './silenced-cases.ts';

const ROOT = '/workspace';

/** What the rows of the cases say over these objects: by the name of the case. */
export async function ourRows(
  cases: readonly SilencedCase[],
  objects: ObjectStore,
): Promise<ReadonlyMap<string, JobStatus>> {
  const tree = new TargetsTree(objects);
  tree.setKnowledge(() => ({ state: 'complete' }));
  tree.setConfigurations(await Promise.all(cases.map(configurationOf)));
  tree.work(() => true);
  return new Map(tree.takeChanges()?.jobs.map(status => [status.job, status]));
}

/** As it goes to the cluster worker, when the files of the workspace are those of the case. */
async function configurationOf(one: SilencedCase): Promise<WorkerConfiguration> {
  const files = new Map(Object.entries(filesOf(one)).map(([name, text]) => [`${ROOT}/${name}`, text]));
  const desk = new FileDesk(
    { text: async disk => files.get(disk), below: async () => undefined },
    WORKSPACE_LINTS,
    error => assert.fail(String(error)),
  );
  const uris = [...files.keys()].map(file => pathToFileURL(file).href);
  const folders = [{ uri: pathToFileURL(ROOT).href, name: 'workspace' }];
  const list = await fileList({ uris, scan: 'complete' }, folders, async () => DEFAULT_SETTINGS);
  const news = await desk.ask('take', { list, stale: [], opened: [], closed: [] });
  assert.ok(news);
  const uri = pathToFileURL(`${ROOT}/config.yaml`).href;
  const read = new FileConfigurations(uri);
  read.setSaved(readParts(openDocument(files.get(`${ROOT}/config.yaml`) ?? ''), 'unknown'));
  read.update({ name: 'config.yaml', folder: '' });
  const [configuration] = read.current;
  assert.ok(configuration);
  const found = news.lists.find(list => list.configuration === configuration.id);
  const listing = accountListing(found, NOBODY_ASKED, 'counts');
  assert.equal(listing?.account, `${one.namespace}/${one.name}`);
  return { ...new AccountJobs().joined(configuration, listing), id: one.name };
}

const NOBODY_ASKED = new ClusterVerdicts({
  clock: SYSTEM_CLOCK,
  ask: async () => ({ state: 'cancelled' }),
  standing: () => ({ trust: 'trusted', context: undefined }),
  verdictsChanged: () => undefined,
});

function filesOf({ name, namespace, entries, rest, rbac }: SilencedCase): Readonly<Record<string, string>> {
  const job = { job_name: name, kubernetes_sd_configs: entries, ...rest };
  const metadata = { name, namespace };
  const map = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata,
    data: { 'prometheus.yml': `scrape_configs:\n  - ${JSON.stringify(job)}\n` },
  };
  const container = {
    name,
    image: 'prom/prometheus',
    volumeMounts: [{ name: 'config', mountPath: '/etc/prometheus' }],
  };
  const spec = {
    serviceAccountName: name,
    containers: [container],
    volumes: [{ name: 'config', configMap: { name } }],
  };
  const labels = { app: name };
  const workload = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata,
    spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec } },
  };
  return {
    'config.yaml': manifestsYaml([map]),
    'prometheus.yaml': manifestsYaml([workload]),
    'rbac.yaml': manifestsYaml([{ apiVersion: 'v1', kind: 'ServiceAccount', metadata }, ...rbac]),
  };
}
