import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { CredentialRenewal } from '../../../../src/cluster/watch/credential-renewal.ts';
import { ObjectCache, type ObjectChange } from '../../../../src/cluster/watch/object-cache.ts';
import { Reflector } from '../../../../src/cluster/watch/reflector.ts';
import type { WatchTarget } from '../../../../src/cluster/watch/watch-target.ts';
import type { ObjectKind } from '../../../../src/kubernetes/objects/kubernetes-object.ts';
import { ManualClock } from '../session/manual-clock.ts';
import { FakeConnection, type FakeRequest } from './fake-connection.ts';

/** Lets everything run that waits for a turn, until the condition holds. */
export async function turnsUntil(what: string, condition: () => boolean): Promise<void> {
  for (let turn = 0; turn < 10_000; turn++) {
    if (condition()) return;
    await setImmediate();
  }
  assert.fail(`${what}: not within 10000 turns`);
}

/** Enough turns for everything that has been started to come to rest. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await setImmediate();
}

/** A watch of pods over a connection that the test answers. */
export class Scene {
  readonly clock = new ManualClock();
  readonly cache = new ObjectCache();
  readonly connection = new FakeConnection();
  readonly changes: ObjectChange[] = [];
  readonly states: string[] = [];
  readonly logged: string[] = [];
  readonly reflector: Reflector;
  readonly #target: WatchTarget;
  readonly #stop = new AbortController();
  readonly #ended: Promise<void>;
  #taken = 0;

  constructor(target: WatchTarget = { kind: 'Pod', namespace: '' }) {
    this.#target = target;
    this.reflector = new Reflector({
      target,
      connection: this.connection,
      credentials: new CredentialRenewal(this.connection),
      cache: this.cache,
      clock: this.clock,
      log: (_, text) => this.logged.push(text),
      onChanges: changes => this.changes.push(...changes),
      onState: () => this.states.push(this.state),
    });
    this.#ended = this.reflector.run(this.#stop.signal);
  }

  /** `current`, `loading`, or why it fails. */
  get state(): string {
    const { state } = this.reflector;
    return state.state === 'failing' ? state.why : state.state;
  }

  get names(): readonly string[] {
    return [...this.cache.list(this.#target.kind)].map(({ metadata }) => metadata.name).sort();
  }

  /** The next request that no test has seen yet. */
  async request(): Promise<FakeRequest> {
    await turnsUntil('a request', () => this.connection.requests.length > this.#taken);
    const request = this.connection.requests[this.#taken++];
    assert.ok(request);
    return request;
  }

  /** The next request, which comes within so many milliseconds and not before `atLeast`. */
  async requestWithin(ms: number, atLeast = 0): Promise<FakeRequest> {
    await settle();
    this.clock.advance(Math.max(atLeast - 1, 0));
    await settle();
    if (atLeast > 0) this.noRequest();
    this.clock.advance(ms - Math.max(atLeast - 1, 0));
    return this.request();
  }

  noRequest(): void {
    assert.equal(this.connection.requests.length, this.#taken, 'no request');
  }

  async until(state: string): Promise<void> {
    await turnsUntil(`state ${state}`, () => this.state === state);
  }

  /** Answers the first list with these pods; the watch goes on over the request that is answered. */
  async listed(...names: readonly string[]): Promise<FakeRequest> {
    const request = await this.request();
    request.open(...names.map(name => added(name)), listEnd('100'));
    await this.until('current');
    this.changes.length = 0;
    return request;
  }

  /** Ends the watch, and finds nothing left. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await this.#ended;
    assert.equal(this.clock.waiting, 0, 'timers left');
    assert.equal(getEventListeners(this.#stop.signal, 'abort').length, 0, 'listeners left');
    for (const request of this.connection.requests) assert.ok(request.isClosed, `${request.path} is left open`);
  }
}

export function pod(name: string, version = '1', phase = 'Running'): Readonly<Record<string, unknown>> {
  return object('Pod', { name, namespace: 'shop', resourceVersion: version }, { status: { phase } });
}

export function object(kind: ObjectKind, metadata: object, fields: object): Readonly<Record<string, unknown>> {
  return { kind, apiVersion: 'v1', metadata, ...fields };
}

export function added(name: string, version = '1'): unknown {
  return { type: 'ADDED', object: pod(name, version) };
}

export function deleted(name: string, version: string): unknown {
  return { type: 'DELETED', object: pod(name, version) };
}

export function bookmark(version: string): unknown {
  return { type: 'BOOKMARK', object: { kind: 'Pod', metadata: { resourceVersion: version } } };
}

/** The bookmark behind the objects that were there when the watch began. */
export function listEnd(version: string): unknown {
  const annotations = { 'k8s.io/initial-events-end': 'true' };
  return { type: 'BOOKMARK', object: { kind: 'Pod', metadata: { resourceVersion: version, annotations } } };
}

export function errorEvent(code: number, message: string): unknown {
  return { type: 'ERROR', object: { kind: 'Status', code, message } };
}

/** A page of a list of pods. */
export function page(names: readonly string[], version: string, next = ''): unknown {
  const items = names.map(name => ({ metadata: { name, namespace: 'shop' } }));
  return { kind: 'PodList', metadata: { resourceVersion: version, continue: next }, items };
}
