import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runProgram } from '../../src/cli/host/run-program.ts';

/** What a pod finds in its file system and environment to reach the API server. */
export interface ServiceAccount {
  readonly token: string;
  readonly certificateAuthority: string;
  readonly namespace: string;
  /** Of the API server on 127.0.0.1. */
  readonly port: number;
}

/** Where a pod has them: https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/ */
const PLACE = '/run/secrets/kubernetes.io/serviceaccount';
const MOUNT = `mount -t tmpfs none /run && mkdir -p ${PLACE} && cp "$0"/* ${PLACE}/ && exec "$@"`;

export interface Command {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

/** Whether a program can be run here as if it were in a pod: it takes user and mount namespaces of Linux. */
export async function canRunInCluster(): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  const script = 'mount -t tmpfs none /run';
  const { code } = await runProgram('unshare', ['-m', '-r', 'sh', '-c', script], { cwd: '/', env: process.env });
  return code === 0;
}

/** The command run as if in a pod. `folder` is a place for the files until then. */
export async function inCluster(
  { command, args, env }: Command,
  account: ServiceAccount,
  folder: string,
): Promise<Command> {
  const files = path.join(folder, 'service-account');
  await mkdir(files);
  await writeFile(path.join(files, 'token'), account.token, { mode: 0o600 });
  await writeFile(path.join(files, 'ca.crt'), account.certificateAuthority);
  await writeFile(path.join(files, 'namespace'), account.namespace);
  return {
    command: 'unshare',
    args: ['-m', '-r', 'sh', '-c', MOUNT, files, command, ...args],
    env: { ...env, KUBERNETES_SERVICE_HOST: '127.0.0.1', KUBERNETES_SERVICE_PORT: String(account.port) },
  };
}
