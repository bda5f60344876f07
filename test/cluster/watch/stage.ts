import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ClusterAccess, UserCredentials } from '../../../src/cluster/kubeconfig/cluster-access.ts';
import { discovery } from '../../unit/cluster/watch/discovery-config.ts';
import { type ControlPlane, PLAIN_CONTROL_PLANE, startControlPlane } from '../control-plane.ts';
import { FaultyProxy } from './faulty-proxy.ts';
import { RewritingStub } from './rewriting-stub.ts';
import { WatchedCluster } from './watched-cluster.ts';
import { createWorld, WorldChanges } from './world.ts';

const ROOT = { name: 'root', token: 'token-of-root', groups: ['system:masters'] };
const JANE = { name: 'jane', token: 'token-of-jane', groups: ['team'] };
const EVERYTHING = discovery('endpointslice', 'all', 'node', 'namespace', 'deployment', 'job');

/** A real control plane, behind a proxy that fails and a stub that lies, watched through both. */
export class Stage {
  readonly plane: ControlPlane;
  readonly proxy: FaultyProxy;
  readonly stub: RewritingStub;
  readonly changes: WorldChanges;
  readonly #folder: string;

  private constructor(plane: ControlPlane, proxy: FaultyProxy, stub: RewritingStub, folder: string) {
    this.plane = plane;
    this.proxy = proxy;
    this.stub = stub;
    this.changes = new WorldChanges(plane);
    this.#folder = folder;
  }

  static async start(featureGates: readonly string[]): Promise<Stage> {
    const plane = await startControlPlane({ ...PLAIN_CONTROL_PLANE, users: [ROOT, JANE], featureGates });
    await createWorld(plane.api);
    const proxy = await FaultyProxy.start(plane.port);
    const { server, certificateAuthority } = plane;
    const stub = await RewritingStub.start({ server, certificateAuthority, token: ROOT.token });
    return new Stage(plane, proxy, stub, await mkdtemp(path.join(tmpdir(), 'watch-')));
  }

  get tokenFile(): string {
    return path.join(this.#folder, 'token');
  }

  /** The administrator through the proxy. */
  throughProxy(): WatchedCluster {
    return this.#watched(this.proxy.url, { text: ROOT.token, file: undefined });
  }

  /** Through the stub, with the token in the file. */
  async throughStub(): Promise<WatchedCluster> {
    await writeFile(this.tokenFile, 'first token');
    return this.#watched(this.stub.url, { text: '', file: this.tokenFile });
  }

  /** As jane, who may do nothing. */
  asJane(): WatchedCluster {
    return this.#watched(this.proxy.url, { text: JANE.token, file: undefined });
  }

  /** Takes back what a test that failed has left, so that the next one starts from a world in order. */
  async repair(): Promise<void> {
    this.stub.rewrite = () => 'passed-on';
    this.proxy.release();
    await this.proxy.listen();
    const isThere = await this.plane.api.request('GET', '/readyz').then(
      () => true,
      () => false,
    );
    if (!isThere) await this.plane.startApiServer();
  }

  async dispose(): Promise<void> {
    this.proxy.dispose();
    this.stub.dispose();
    await rm(this.#folder, { recursive: true, force: true });
    await this.plane.dispose();
  }

  #watched(server: string, token: UserCredentials['token']): WatchedCluster {
    const access: ClusterAccess = {
      context: 'test',
      namespace: 'shop',
      server,
      ca: { from: 'data', pem: this.plane.certificateAuthority },
      insecureSkipTlsVerify: false,
      tlsServerName: '',
      proxyUrl: '',
      disableCompression: false,
      user: { certificate: undefined, token, basic: undefined, exec: undefined, impersonate: undefined },
    };
    return new WatchedCluster(access, EVERYTHING, [discovery('endpoints'), discovery('ingress')]);
  }
}

/** Counts the faults that were survived. */
export class Survival {
  #all = 0;
  #survived = 0;

  /** Runs a fault. It answers how long it took to be right again, in milliseconds, which is at most the limit. */
  async of(fault: string, limitMs: number, run: () => Promise<number>): Promise<void> {
    this.#all++;
    const ms = Math.round(await run());
    console.log(`recovered after ${fault}: ${ms} ms`);
    assert.ok(ms <= limitMs, `${ms} ms is more than ${limitMs} ms`);
    this.#survived++;
  }

  print(): void {
    console.log(`faults survived: ${this.#survived} of ${this.#all}`);
  }
}

/** What the tests of faults share. */
export interface Play {
  /** Once it has started. */
  stage(): Stage;
  readonly survival: Survival;
}

/** From the end of a fault until everything is as the API server lists it. */
export const LIMIT_MS = 10_000;
