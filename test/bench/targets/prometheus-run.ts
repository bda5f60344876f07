import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { freePort } from '../../../src/cli/host/free-port.ts';
import { Owned } from '../../../src/cli/host/owned.ts';
import { startProcessGroup } from '../../../src/cli/host/process-group.ts';
import { until } from '../../cluster/until.ts';
import { toolPath } from '../../conformance/tools.ts';
import { JOB, podsJob } from './pods-job.ts';
import { peakMemory, processorTime } from './process-cost.ts';

export interface PrometheusCost {
  /** From its start until it had counted all targets. */
  readonly ms: number;
  /** The work of processors by then, in ms. */
  readonly work: number;
  /** The most memory by then, in bytes. */
  readonly counted: number;
  /** The same once it had also told its targets, as its own pages ask it to. */
  readonly told: number;
}

/**
 * Starts the real Prometheus on the job whose last rule drops everything, and ends it when it has counted so many targets
 * and told them. `hurried` lets it look for what was discovered ten times a second instead of every 5 s; only tests do that.
 */
export async function prometheusRun(
  kubeconfig: string,
  targets: number,
  discovery: 'as-shipped' | 'hurried',
): Promise<PrometheusCost> {
  const owned = new Owned();
  try {
    const folder = await owned.temporaryFolder('bench-prometheus-');
    const port = await freePort();
    await writeFile(path.join(folder, 'kubeconfig'), kubeconfig, { mode: 0o600 });
    const text = podsJob('dropped').replace('- role: pod', `$&\n        kubeconfig_file: ${folder}/kubeconfig`);
    await writeFile(path.join(folder, 'prometheus.yml'), text);
    const start = performance.now();
    const args = [
      `--config.file=${folder}/prometheus.yml`,
      `--storage.tsdb.path=${folder}/data`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--log.level=error',
      ...(discovery === 'hurried' ? ['--scrape.discovery-reload-interval=100ms'] : []),
    ];
    const { child } = startProcessGroup({ command: toolPath('prometheus'), args, env: process.env, owned });
    child.stdout.resume();
    child.stderr.pipe(process.stderr, { end: false });
    await until('Prometheus counts all targets', async () => ((await droppedBy(port)) === targets ? true : undefined));
    const ms = performance.now() - start;
    const [counted, work] = await Promise.all([peakMemory(child.pid ?? 0), processorTime(child.pid ?? 0)]);
    await (await fetch(`http://127.0.0.1:${port}/api/v1/targets?scrapePool=${JOB}`)).arrayBuffer();
    return { ms, work, counted, told: await peakMemory(child.pid ?? 0) };
  } finally {
    await owned.end();
  }
}

/** How many targets it has dropped; 0 while it does not answer. */
async function droppedBy(port: number): Promise<number> {
  try {
    // The counts are those of all pools, the list itself would be that of a pool that there is not.
    const response = await fetch(`http://127.0.0.1:${port}/api/v1/targets?state=dropped&scrapePool=none`);
    const { data } = (await response.json()) as {
      readonly data: { readonly droppedTargetCounts: Readonly<Record<string, number>> };
    };
    return data.droppedTargetCounts[JOB] ?? 0;
  } catch {
    return 0;
  }
}
