import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Owned } from '../../../../src/cli/host/owned.ts';
import { type ControlPlane, PLAIN_CONTROL_PLANE, startControlPlane } from '../../../cluster/control-plane.ts';
import type { PairSets } from '../access-case.ts';
import { createAccounts, tokenOf } from '../accounts.ts';
import { AuditLog } from '../audit-log.ts';
import { rolesOf } from '../our-access.ts';
import { startPlainPrometheus } from '../plain-prometheus.ts';
import { type AskingServer, componentQuestion, kubeletQuestion, startAskingServer } from './asking-server.ts';
import { ourScrapes } from './our-scrapes.ts';
import { startRoutingProxy } from './routing-proxy.ts';
import { jobText, SCRAPERS, type ScrapeCase } from './scrape-cases.ts';
import { createScrapeWorld } from './scrape-world.ts';

export interface ScrapeAnswer {
  readonly ours: PairSets;
  readonly theirs: PairSets;
}

interface Asked {
  readonly log: AuditLog;
  readonly servers: readonly AskingServer[];
}

/** How long nothing new must have happened, once every target has been scraped. */
const QUIET_MS = 1500;
const LIMIT_MS = 120_000;

/** Lets a real Prometheus scrape every job as its account, and says what the API server was asked and what it forbade. */
export async function runScrapes(cases: readonly ScrapeCase[]): Promise<ReadonlyMap<ScrapeCase, ScrapeAnswer>> {
  const owned = new Owned();
  try {
    const plane = await startControlPlane({ ...PLAIN_CONTROL_PLANE, controllers: 'none' }, 'service accounts');
    owned.add(() => plane.dispose());
    await createScrapeWorld(plane.api);
    await createAccounts(plane.api, [SCRAPERS], cases);
    const roles = await rolesOf(plane.api);
    const asked = await scraped(plane, cases, owned);
    return new Map(
      cases.map(one => {
        const user = `system:serviceaccount:${one.namespace}:${one.name}`;
        return [one, { ours: ourScrapes(one, roles), theirs: together(asked, user) }] as const;
      }),
    );
  } finally {
    await owned.end();
  }
}

async function scraped(plane: ControlPlane, cases: readonly ScrapeCase[], owned: Owned): Promise<Asked> {
  const kubelet = await startAskingServer(plane.api, kubeletQuestion, owned);
  const component = await startAskingServer(plane.api, componentQuestion, owned);
  const proxy = await startRoutingProxy(address => {
    if (address.endsWith(':10250')) return kubelet.port;
    return /^kubernetes\.default|^192\.0\.2\.1:|^198\.18\.9\.9:/.test(address) ? plane.port : component.port;
  }, owned);
  const folder = await owned.temporaryFolder('scraping-prometheus-');
  const kubeconfig = path.join(folder, 'kubeconfig');
  await writeFile(kubeconfig, plane.kubeconfig, { mode: 0o600 });
  const tokens = await Promise.all(cases.map(one => tokenOf(plane.api, one)));
  const jobs: object[] = [];
  for (const [index, { name, job }] of cases.entries()) {
    const file = path.join(folder, `${name}.token`);
    await writeFile(file, tokens[index] ?? '', { mode: 0o600 });
    jobs.push({ ...jobText(name, discoveringBy(kubeconfig, job), file), proxy_url: proxy });
  }
  const text = JSON.stringify({ global: { scrape_interval: '10s', scrape_timeout: '10s' }, scrape_configs: jobs });
  const { url } = await startPlainPrometheus(folder, text, owned);
  const asked = { log: new AuditLog(plane.auditLogFile), servers: [kubelet, component] };
  await untilScraped(url, cases, asked);
  return asked;
}

function discoveringBy(kubeconfig: string, job: ScrapeCase['job']): ScrapeCase['job'] {
  const entries = job['kubernetes_sd_configs'];
  if (!Array.isArray(entries)) return job;
  return { ...job, kubernetes_sd_configs: entries.map(entry => ({ ...entry, kubeconfig_file: kubeconfig })) };
}

/** Waits until every job has targets, each of them was scraped once, and nothing more comes. */
async function untilScraped(url: string, cases: readonly ScrapeCase[], { log, servers }: Asked): Promise<void> {
  const limit = performance.now() + LIMIT_MS;
  for (let since = performance.now(), before = ''; performance.now() < limit; await delay(100)) {
    const { data } = (await (await fetch(`${url}/api/v1/targets?state=active`)).json()) as {
      readonly data: { readonly activeTargets: readonly { readonly scrapePool: string; readonly health: string }[] };
    };
    await log.read();
    const pools = new Set(data.activeTargets.map(({ scrapePool }) => scrapePool));
    const isWaiting = pools.size < cases.length || data.activeTargets.some(({ health }) => health === 'unknown');
    const state = JSON.stringify([data.activeTargets.length, log.news, servers.map(server => server.news())]);
    if (isWaiting || state !== before) since = performance.now();
    before = state;
    if (performance.now() - since >= QUIET_MS) return;
  }
  throw new Error('Some targets were not scraped within two minutes.');
}

function together({ log, servers }: Asked, user: string): PairSets {
  const all = [log, ...servers].map(one => one.pairs(user));
  return {
    asked: [...new Set(all.flatMap(({ asked }) => asked))].sort(),
    forbidden: [...new Set(all.flatMap(({ forbidden }) => forbidden))].sort(),
  };
}
