import { createHash } from 'node:crypto';
import path from 'node:path';
import {
  type Cluster,
  createConfiguration,
  HttpMethod,
  KubeConfig,
  RequestContext,
  type User,
} from '@kubernetes/client-node';
import type { ClientNodeAnswer, ClientNodeQuestion } from './client-node-protocol.ts';
import type { Answer } from './sent-requests.ts';

// A process of its own: client-node reads the variables of its process, and leaves plugins hanging that read their input.

const PATIENCE_MS = 4000;

process.once('message', (questions: readonly ClientNodeQuestion[]) => {
  void run(questions);
});

async function run(questions: readonly ClientNodeQuestion[]): Promise<void> {
  for (const question of questions) {
    enter(question);
    const answer = await answerTo(question);
    await new Promise(resolve => process.send?.(answer, resolve));
  }
  process.exit(0);
}

function enter({ env, folder }: ClientNodeQuestion): void {
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, env);
  process.chdir(folder);
}

async function answerTo(question: ClientNodeQuestion): Promise<ClientNodeAnswer> {
  const config = new KubeConfig();
  try {
    if (question.explicit === '') config.loadFromDefault();
    else config.loadFromFile(question.explicit);
  } catch {
    return { outcome: 'refused' };
  }
  if (question.context !== '') config.setCurrentContext(question.context);
  const cluster = config.getCurrentCluster();
  if (cluster === null) return { outcome: 'empty' };
  if (question.path !== '') return { outcome: 'sent', answers: await requests(config, cluster, question) };
  const user = config.getCurrentUser();
  if (user?.exec === undefined || user.exec === null) {
    try {
      await config.applySecurityAuthentication(new RequestContext(cluster.server, HttpMethod.GET));
    } catch {
      return { outcome: 'unusable' };
    }
  }
  const namespace = config.getContextObject(config.getCurrentContext())?.namespace ?? 'default';
  return { outcome: 'usable', access: accessOf(cluster, user, namespace) };
}

async function requests(
  config: KubeConfig,
  cluster: Cluster,
  { path: asked, times, manner }: ClientNodeQuestion,
): Promise<readonly Answer[]> {
  const send = () => {
    const late = new Promise<'client'>(resolve => setTimeout(resolve, PATIENCE_MS, 'client').unref());
    return Promise.race([request(config, cluster.server.replace(/\/$/, '') + asked), late]);
  };
  if (manner === 'at-once') return Promise.all(Array.from({ length: times }, send));
  const answers: Answer[] = [];
  while (answers.length < times) answers.push(await send());
  return answers;
}

async function request(config: KubeConfig, url: string): Promise<Answer> {
  try {
    const context = new RequestContext(url, HttpMethod.GET);
    await config.applySecurityAuthentication(context);
    const response = await createConfiguration().httpApi.send(context).toPromise();
    await response.body.text();
    return response.httpStatusCode;
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    if (/CERT|TLS|SSL/.test(code)) return 'tls';
    return /^E(?:CONN|NOTFOUND|AI_)|^UND_ERR_SOCKET/.test(code) ? 'network' : 'client';
  }
}

/** The fields of the image that client-node has at all. */
function accessOf(cluster: Cluster, user: User | null, namespace: string): object {
  const exec: unknown = user?.exec;
  const hasBasic = (user?.username ?? '') !== '' || (user?.password ?? '') !== '';
  const cert = material(user?.certData, user?.certFile);
  return {
    url: `${cluster.server.replace(/\/$/, '')}/probe`,
    namespace,
    ca: material(cluster.caData, cluster.caFile),
    insecure: cluster.skipTLSVerify ?? false,
    serverName: cluster.tlsServerName ?? '',
    proxy: cluster.proxyUrl ?? '',
    certificate: cert === '' ? null : [cert, material(user?.keyData, user?.keyFile)],
    token: user?.token === undefined ? null : user.token,
    basic: hasBasic ? [user?.username ?? '', user?.password ?? ''] : null,
    impersonate: user?.impersonateUser ?? null,
    command: typeof exec === 'object' && exec !== null && 'command' in exec ? String(exec.command) : null,
  };
}

function material(data: string | undefined, file: string | undefined): string {
  if (data === undefined || data === '') return file === undefined || file === '' ? '' : path.resolve(file);
  return createHash('sha256').update(Buffer.from(data, 'base64')).digest('hex');
}
