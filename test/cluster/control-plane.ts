import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { freePort } from '../../src/cli/host/free-port.ts';
import { endOnSignals, Owned } from '../../src/cli/host/owned.ts';
import { toolPath } from '../conformance/tools.ts';
import { AdminApi } from './admin-api.ts';
import {
  AUDIT_POLICY,
  type Audit,
  apiServerFlags,
  auditFlags,
  auditLogFile,
  auditPolicyFile,
  clientAuthorityFile,
  controllerManagerFlags,
  etcdFlags,
  type Places,
} from './control-plane-flags.ts';
import { type Daemon, startDaemon, untilDaemon } from './daemon.ts';
import { kubeconfigText } from './kubeconfig-text.ts';

/** Somebody whom the API server knows by a token. */
export interface TokenUser {
  readonly name: string;
  readonly token: string;
  /** Roles are bound to these; `system:masters` may do everything. Without any binding a user may list nothing. */
  readonly groups: readonly string[];
}

export interface ControlPlaneRequest {
  /** PEM of the authority whose client certificates the API server takes; '' for none. */
  readonly clientAuthority: string;
  /** Beside the administrator. */
  readonly users: readonly TokenUser[];
  /** As `WatchList=false`. */
  readonly featureGates: readonly string[];
  /** `none`: no Endpoints, no slices. The garbage collector deletes pods whose owners are not there. */
  readonly controllers: 'real' | 'without garbage collector' | 'none';
}

export const PLAIN_CONTROL_PLANE: ControlPlaneRequest = {
  clientAuthority: '',
  users: [],
  featureGates: [],
  controllers: 'real',
};

/**
 * Starts etcd, kube-apiserver and kube-controller-manager on free ports of 127.0.0.1 with a folder of their own; ready in
 * about 5 s. There are no nodes, no scheduler and no controllers of workloads: objects stay as a test makes them, and pods
 * run when their status says so. Everything ends with `dispose`, with this process, and on signals.
 */
export async function startControlPlane(request: ControlPlaneRequest, audit: Audit = 'none'): Promise<ControlPlane> {
  const owned = new Owned();
  endOnSignals(owned);
  try {
    const folder = await owned.temporaryFolder('control-plane-');
    const places: Places = { folder, etcd: await freePort(), etcdPeers: await freePort(), api: await freePort() };
    await writeServiceAccountKey(folder);
    await writeFile(auditPolicyFile(places), AUDIT_POLICY);
    return await new ControlPlane(request, audit, places, owned).start();
  } catch (error) {
    await owned.end();
    throw error;
  }
}

/** A running control plane. */
export class ControlPlane {
  readonly #request: ControlPlaneRequest;
  readonly #audit: Audit;
  readonly #places: Places;
  readonly #owned: Owned;
  readonly #adminToken = randomBytes(16).toString('hex');
  #users: readonly TokenUser[];
  #certificateAuthority = '';
  #apiServer: Daemon | undefined;
  #api: AdminApi | undefined;

  /** Use {@link startControlPlane}. */
  constructor(request: ControlPlaneRequest, audit: Audit, places: Places, owned: Owned) {
    this.#request = request;
    this.#audit = audit;
    this.#places = places;
    this.#owned = owned;
    this.#users = request.users;
  }

  /** The URL of the API server. It stays the same when that is restarted. */
  get server(): string {
    return `https://127.0.0.1:${this.#places.api}`;
  }

  get port(): number {
    return this.#places.api;
  }

  /** The certificate that signs for the API server, as PEM. */
  get certificateAuthority(): string {
    return this.#certificateAuthority;
  }

  /** The API as an administrator sees it. */
  get api(): AdminApi {
    if (!this.#api) throw new Error('the control plane has not started');
    return this.#api;
  }

  /** The text of a kubeconfig for an administrator, whose one context is `test`. */
  get kubeconfig(): string {
    return kubeconfigText({ server: this.server, authority: this.#certificateAuthority, token: this.#adminToken });
  }

  /** The text of a kubeconfig for a token, such as that of a user; its one context is `test`. */
  kubeconfigOf(token: string): string {
    return kubeconfigText({ server: this.server, authority: this.#certificateAuthority, token });
  }

  /** The file of the audit log, a JSON line for each request; not there without an audit. */
  get auditLogFile(): string {
    return auditLogFile(this.#places);
  }

  /** What the API server has said lately. */
  log(): string {
    return this.#apiServer?.log() ?? '';
  }

  async start(): Promise<this> {
    await this.#startEtcd();
    await this.startApiServer(this.#users);
    if (this.#request.controllers !== 'none') await this.#startControllers();
    return this;
  }

  /** Kills the API server: its port refuses connections until it is started again. Its data stays. */
  async stopApiServer(): Promise<void> {
    await this.#apiServer?.kill();
    this.#apiServer = undefined;
  }

  /** Starts the API server again, on the same port and data, for these users and the administrator. */
  async startApiServer(users: readonly TokenUser[] = this.#users): Promise<void> {
    this.#users = users;
    const { folder, api } = this.#places;
    await writeFile(path.join(folder, 'tokens.csv'), this.#tokens(), { mode: 0o600 });
    const { clientAuthority, featureGates } = this.#request;
    if (clientAuthority !== '') await writeFile(clientAuthorityFile(this.#places), clientAuthority);
    const daemon = startDaemon(
      {
        name: 'kube-apiserver',
        command: toolPath('kube-apiserver'),
        args: [
          ...apiServerFlags(this.#places, featureGates),
          ...(clientAuthority === '' ? [] : [`--client-ca-file=${clientAuthorityFile(this.#places)}`]),
          ...auditFlags(this.#places, this.#audit),
        ],
        env: process.env,
      },
      this.#owned,
    );
    this.#apiServer = daemon;
    const readCertificate = () => readFile(path.join(folder, 'pki', 'apiserver.crt'), 'utf8');
    this.#certificateAuthority = await untilDaemon(daemon, async () => (await readCertificate()) || undefined);
    const server = `https://127.0.0.1:${api}`;
    const address = { server, certificateAuthority: this.#certificateAuthority, token: this.#adminToken };
    this.#api?.dispose(); // its connections are those of the server before
    const client = new AdminApi(address);
    this.#api = client;
    this.#owned.add(() => client.dispose());
    await untilDaemon(daemon, async () => ((await client.request('GET', '/readyz')).status === 200 ? true : undefined));
  }

  /** As stopping and starting. */
  async restartApiServer(): Promise<void> {
    await this.stopApiServer();
    await this.startApiServer();
  }

  /** Forgets all revisions of objects but the last: watches from earlier ones are answered by 410 after a restart. */
  async compact(): Promise<void> {
    const { header } = await this.#askEtcd('range', { key: base64('/') });
    await this.#askEtcd('compaction', { revision: header.revision, physical: true });
  }

  /**
   * Puts an object where the API server finds it, `pods/NAMESPACE/NAME`, past its checks and defaults: several times as fast
   * as creating it, for many. It must be whole, with uid and creationTimestamp.
   */
  async putStored(key: string, object: unknown): Promise<void> {
    await this.#askEtcd('put', { key: base64(`/registry/${key}`), value: base64(JSON.stringify(object)) });
  }

  /** Ends all of it and removes its folder. */
  dispose(): Promise<void> {
    return this.#owned.end();
  }

  /** See https://etcd.io/docs/v3.6/dev-guide/api_grpc_gateway/ */
  async #askEtcd(what: 'range' | 'put' | 'compaction', body: unknown) {
    const at = `http://127.0.0.1:${this.#places.etcd}/v3/kv/${what}`;
    const response = await fetch(at, { method: 'POST', body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${at}: ${response.status} ${await response.text()}`);
    return (await response.json()) as { readonly header: { readonly revision: string } };
  }

  async #startEtcd(): Promise<void> {
    const command = toolPath('etcd');
    const etcd = startDaemon({ name: 'etcd', command, args: etcdFlags(this.#places), env: process.env }, this.#owned);
    await untilDaemon(etcd, async () => {
      const response = await fetch(`http://127.0.0.1:${this.#places.etcd}/health`);
      return ((await response.json()) as { readonly health?: string }).health === 'true' ? true : undefined;
    });
  }

  async #startControllers(): Promise<void> {
    const { folder } = this.#places;
    await writeFile(path.join(folder, 'admin.kubeconfig'), this.kubeconfig, { mode: 0o600 });
    const name = 'kube-controller-manager';
    const args = controllerManagerFlags(this.#places, this.#request.controllers === 'real' ? 'collected' : 'kept');
    const daemon = startDaemon({ name, command: toolPath(name), args, env: process.env }, this.#owned);
    const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { namespace: 'default', name: 'default' } };
    await untilDaemon(daemon, () => this.api.read(account));
  }

  /** See https://kubernetes.io/docs/reference/access-authn-authz/authentication/#static-token-file */
  #tokens(): string {
    const admin = { name: 'admin', token: this.#adminToken, groups: ['system:masters'] };
    const lines = [admin, ...this.#users].map(({ name, token, groups }) =>
      groups.length === 0 ? `${token},${name},${name}` : `${token},${name},${name},"${groups.join(',')}"`,
    );
    return `${lines.join('\n')}\n`;
  }
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

async function writeServiceAccountKey(folder: string): Promise<void> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = privateKey.export({ type: 'sec1', format: 'pem' });
  await mkdir(path.join(folder, 'pki'));
  await writeFile(path.join(folder, 'service-account.key'), pem, { mode: 0o600 });
  await writeFile(path.join(folder, 'service-account.pub'), publicKey.export({ type: 'spki', format: 'pem' }));
}
