import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:https';
import type { Owned } from '../../../../src/cli/host/owned.ts';
import type { AdminApi } from '../../../cluster/admin-api.ts';
import { CertificateAuthority } from '../../../cluster/certificates.ts';
import { type PairSets, pairOf } from '../access-case.ts';

interface User {
  readonly username: string;
  readonly groups: readonly string[];
}

/** What a server asks before it answers: any of the questions must be allowed. */
export interface Question {
  /** In words. */
  readonly asked: string;
  readonly anyOf: readonly object[];
}

/** A server that asks the API server whose token it was given, and whether they may have the path. */
export interface AskingServer {
  readonly port: number;
  /** How much has been asked that was not asked before. */
  readonly news: () => number;
  readonly pairs: (user: string) => PairSets;
}

/** Starts such a server, as kubelets and kube-rbac-proxy are. It ends with `owned`. */
export async function startAskingServer(
  api: AdminApi,
  question: (path: string) => Question,
  owned: Owned,
): Promise<AskingServer> {
  const heard = new Map<string, Map<string, 'allowed' | 'forbidden'>>();
  let news = 0;
  const answer = async (request: IncomingMessage): Promise<number> => {
    const user = await userOf(api, request.headers.authorization ?? '');
    if (!user) return 401;
    const { asked, anyOf } = question((request.url ?? '').split('?')[0] ?? '');
    const isAllowed = await mayAny(api, user, anyOf);
    const ofUser = heard.get(user.username) ?? new Map<string, 'allowed' | 'forbidden'>();
    heard.set(user.username, ofUser);
    if (!ofUser.has(asked)) news++;
    ofUser.set(asked, isAllowed ? 'allowed' : 'forbidden');
    return isAllowed ? 200 : 403;
  };
  const { cert, key } = new CertificateAuthority('test').issue('test', ['127.0.0.1']);
  const server = createServer({ cert, key }, (request, response) => {
    answer(request).then(
      status => response.writeHead(status, { 'content-type': 'text/plain' }).end(),
      () => response.writeHead(500).end(),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  owned.add(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No TCP port could be had.');
  const pairs = (user: string): PairSets => {
    const all = [...(heard.get(user) ?? [])];
    const forbidden = all.filter(([, how]) => how === 'forbidden').map(([asked]) => asked);
    return { asked: all.map(([asked]) => asked).sort(), forbidden: forbidden.sort() };
  };
  return { port: address.port, news: () => news, pairs };
}

/** What a kubelet asks, as `GetRequestAttributes` of its server has it. */
export function kubeletQuestion(path: string): Question {
  const isBelow = (...roots: readonly string[]) => roots.some(root => path === root || path.startsWith(`${root}/`));
  const finer = isBelow('/pods', '/runningpods')
    ? ['pods']
    : isBelow('/healthz')
      ? ['healthz']
      : isBelow('/configz')
        ? ['configz']
        : [];
  const coarse = isBelow('/stats') ? 'stats' : isBelow('/metrics') ? 'metrics' : isBelow('/logs') ? 'log' : 'proxy';
  const subresources = [...finer, coarse];
  const asked = subresources.map(subresource => pairOf('', `nodes/${subresource}`, '')).join(' or ');
  const attributes = { verb: 'get', version: 'v1', resource: 'nodes', name: 'node-1' };
  return {
    asked: `get ${asked}`,
    anyOf: subresources.map(subresource => ({ resourceAttributes: { ...attributes, subresource } })),
  };
}

/** What kube-rbac-proxy and the components of the control plane ask. */
export function componentQuestion(path: string): Question {
  return { asked: `get ${path}`, anyOf: [{ nonResourceAttributes: { path, verb: 'get' } }] };
}

async function userOf(api: AdminApi, authorization: string): Promise<User | undefined> {
  const token = /^Bearer (.+)$/.exec(authorization)?.[1];
  if (token === undefined) return undefined;
  const review = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenReview', spec: { token } };
  const answer = await api.must('POST', '/apis/authentication.k8s.io/v1/tokenreviews', review);
  const { status } = answer as { readonly status: { readonly authenticated?: boolean; readonly user: User } };
  return status.authenticated ? status.user : undefined;
}

async function mayAny(api: AdminApi, { username, groups }: User, anyOf: readonly object[]): Promise<boolean> {
  for (const attributes of anyOf) {
    const review = {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SubjectAccessReview',
      spec: { user: username, groups, ...attributes },
    };
    const answer = await api.must('POST', '/apis/authorization.k8s.io/v1/subjectaccessreviews', review);
    if ((answer as { readonly status: { readonly allowed: boolean } }).status.allowed) return true;
  }
  return false;
}
