import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';

import type { Owned } from '../../../src/cli/host/owned.ts';
import type { Daemon } from '../../cluster/daemon.ts';

import type { AccessCase } from './access-case.ts';
import { configurationOf } from './configuration-text.ts';
import { startPlainPrometheus } from './plain-prometheus.ts';

/** One Prometheus with a job for each of many accounts. */
export interface AccountsPrometheus {
  readonly daemon: Daemon;
  /** The configuration that it runs. */
  readonly text: string;
  /** The file by which an account of a case asks. */
  readonly kubeconfigOf: (one: AccessCase) => string;
}

/**
 * Starts a Prometheus in which every case is a job that discovers with the kubeconfig of its account. Nothing that it
 * scrapes is reached. It ends with `owned`.
 */
export async function startAccountsPrometheus(
  cases: readonly AccessCase[],
  kubeconfigs: ReadonlyMap<AccessCase, string>,
  owned: Owned,
): Promise<AccountsPrometheus> {
  const folder = await owned.temporaryFolder('accounts-prometheus-');
  const kubeconfigOf = ({ name }: AccessCase) => path.join(folder, `${name}.kubeconfig`);
  for (const [one, text] of kubeconfigs) await writeFile(kubeconfigOf(one), text, { mode: 0o600 });
  const jobs = cases.map(one => ({ ...one, job: one.name, kubeconfig: kubeconfigOf(one) }));
  const text = configurationOf(jobs, await closedProxy(owned));
  const { daemon } = await startPlainPrometheus(folder, text, owned);
  return { daemon, text, kubeconfigOf };
}

/** A proxy that hangs up on everybody. */
export async function closedProxy(owned: Owned): Promise<string> {
  const server = createServer(socket => socket.on('error', () => undefined).destroy()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  owned.add(() => server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No TCP port could be had.');
  return `http://127.0.0.1:${address.port}`;
}
