import type { TestContext } from 'node:test';
import type { ApiConnection, ApiRequest } from '../../../src/cluster/api/api-connection.ts';
import { ApiError, type ApiFailure } from '../../../src/cluster/api/api-failure.ts';
import type { Environment } from '../../../src/cluster/api/connection-options.ts';
import { openConnection } from '../../../src/cluster/api/https-connection.ts';
import { readJson } from '../../../src/cluster/api/read-json.ts';
import { type Clock, SYSTEM_CLOCK } from '../../../src/cluster/clock.ts';
import type { ClusterAccess, ExecPlugin, UserCredentials } from '../../../src/cluster/kubeconfig/cluster-access.ts';

export const NOBODY: UserCredentials = {
  certificate: undefined,
  token: undefined,
  basic: undefined,
  exec: undefined,
  impersonate: undefined,
};

/** An access without credentials to a server. */
export function accessTo(server: string): ClusterAccess {
  return {
    context: 'prod',
    namespace: 'default',
    server,
    ca: undefined,
    insecureSkipTlsVerify: false,
    tlsServerName: '',
    proxyUrl: '',
    disableCompression: false,
    user: NOBODY,
  };
}

export function withToken(text: string): UserCredentials {
  return { ...NOBODY, token: { text, file: undefined } };
}

export function withPlugin(plugin: Partial<ExecPlugin> & Pick<ExecPlugin, 'command'>): UserCredentials {
  const exec: ExecPlugin = {
    args: [],
    env: new Map(),
    apiVersion: 'client.authentication.k8s.io/v1',
    interactiveMode: 'IfAvailable',
    installHint: '',
    clusterInfo: undefined,
    ...plugin,
  };
  return { ...NOBODY, exec };
}

/** A connection that ends with the test, and the lines that it has logged. */
export interface TestConnection {
  readonly connection: ApiConnection;
  readonly logged: readonly string[];
}

export interface Surroundings {
  readonly clock: Clock;
  readonly environment: Environment;
}

/** The time of the machine, and no proxies. */
export const PLAIN: Surroundings = { clock: SYSTEM_CLOCK, environment: { PATH: process.env['PATH'] } };

export function openTest(t: TestContext, access: ClusterAccess, { clock, environment }: Surroundings): TestConnection {
  const logged: string[] = [];
  const log = (level: string, text: string) => logged.push(`${level} ${text}`);
  const connection = openConnection(access, { clock, environment, userAgent: 'kubernetes-tools-test/1', log });
  t.after(() => connection.dispose());
  return { connection, logged };
}

export const VERSION: ApiRequest = { path: '/version', accept: 'application/json', firstByteMs: 20_000 };

/** The answer to a request as JSON. */
export async function ask(connection: ApiConnection, request: ApiRequest): Promise<unknown> {
  return readJson(await connection.get(request, new AbortController().signal), 1024 * 1024);
}

/** Why a request failed. */
export async function failureFrom(connection: ApiConnection, request: ApiRequest): Promise<ApiFailure> {
  try {
    await ask(connection, request);
  } catch (error) {
    if (error instanceof ApiError) return error.failure;
    throw error;
  }
  throw new Error('The request did not fail.');
}
