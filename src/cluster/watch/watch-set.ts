import { OBJECT_KINDS, type ObjectKind } from '../../kubernetes/objects/kubernetes-object.ts';
import type { ApiConnection } from '../api/api-connection.ts';
import type { Log } from '../api/connection-options.ts';
import type { Clock } from '../clock.ts';
import { CredentialRenewal } from './credential-renewal.ts';
import type { ObjectCache, ObjectChange } from './object-cache.ts';
import { Reflector } from './reflector.ts';
import { sameValue } from './same-value.ts';
import type { WatchKnowledge } from './watch-knowledge.ts';
import { type KindPlan, NO_WATCHES, type WatchPlan } from './watch-plan.ts';
import { isForbidden, type WatchState } from './watch-state.ts';
import { keyOf, type WatchTarget } from './watch-target.ts';

export interface WatchSetOptions {
  readonly connection: ApiConnection;
  readonly cache: ObjectCache;
  readonly clock: Clock;
  readonly log: Log;
}

export interface WatchSetListener {
  /** After the objects in the cache have changed. */
  readonly onObjects: (changes: readonly ObjectChange[]) => void;
  /** After the state of a watch has changed, and often while a list comes. */
  readonly onState: () => void;
}

interface RunningWatch {
  readonly target: WatchTarget;
  readonly reflector: Reflector;
  readonly stop: AbortController;
}

/**
 * The watches of a context by a plan, over one connection, filling one cache. While a kind is forbidden in all namespaces, it
 * is watched in some and asked for in all again and again.
 */
export class WatchSet implements WatchKnowledge {
  readonly #options: WatchSetOptions;
  readonly #listener: WatchSetListener;
  readonly #credentials: CredentialRenewal;
  readonly #watches = new Map<string, RunningWatch>();
  readonly #ending = new Set<Promise<void>>();
  #plan: WatchPlan = NO_WATCHES;
  #isDisposed = false;

  constructor(options: WatchSetOptions, listener: WatchSetListener) {
    this.#options = options;
    this.#listener = listener;
    this.#credentials = new CredentialRenewal(options.connection);
  }

  get plan(): WatchPlan {
    return this.#plan;
  }

  /** Watches by this plan from now on: what is in both goes on, what is not in it ends, and its objects are forgotten. */
  set(plan: WatchPlan): void {
    if (this.#isDisposed || sameValue(plan, this.#plan)) return;
    this.#plan = plan;
    this.#arrange();
    this.#tell(this.#forgetOthers());
    this.#tellState();
  }

  /** By the user, or when a file has changed: watches that fail are tried at once, with new credentials. */
  retryNow(): void {
    this.#credentials.reset();
    for (const { reflector } of this.#watches.values()) reflector.retryNow();
  }

  stateOf(kind: ObjectKind, namespace: string): WatchState | undefined {
    return this.#watches.get(keyOf({ kind, namespace }))?.reflector.state;
  }

  states(): readonly { readonly target: WatchTarget; readonly state: WatchState }[] {
    return [...this.#watches.values()].map(({ target, reflector }) => ({ target, state: reflector.state }));
  }

  /** Ends every watch; nothing is told any more. Resolves when the last one has ended. */
  async dispose(): Promise<void> {
    this.#isDisposed = true;
    this.#plan = NO_WATCHES;
    for (const key of [...this.#watches.keys()]) this.#stop(key);
    await Promise.all(this.#ending);
  }

  /** Starts and stops watches until they are those of the plan, as far as what is allowed is known. */
  #arrange(): void {
    const targets = this.#targets();
    const keys = new Set(targets.map(keyOf));
    for (const key of [...this.#watches.keys()]) if (!keys.has(key)) this.#stop(key);
    for (const target of targets) if (!this.#watches.has(keyOf(target))) this.#start(target);
  }

  #targets(): readonly WatchTarget[] {
    const { kinds, maxWatches } = this.#plan;
    // Those that stand in for others come last: the limit cuts them first.
    const planned = kinds.flatMap(plan => namespacesOf(plan).map(namespace => ({ kind: plan.kind, namespace })));
    const standIns = kinds.flatMap(plan => this.#standIns(plan));
    return [...planned, ...standIns].slice(0, maxWatches);
  }

  #standIns(plan: KindPlan): readonly WatchTarget[] {
    if (plan.scope !== 'all') return [];
    const state = this.stateOf(plan.kind, '');
    const isStandingIn = plan.instead.some(namespace => this.#watches.has(keyOf({ kind: plan.kind, namespace })));
    // They stay until the watch of all namespaces has its list.
    const isNeeded = state && (isForbidden(state) || (isStandingIn && state.state !== 'current'));
    return isNeeded ? plan.instead.map(namespace => ({ kind: plan.kind, namespace })) : [];
  }

  #start(target: WatchTarget): void {
    const { connection, cache, clock, log } = this.#options;
    const stop = new AbortController();
    const reflector = new Reflector({
      target,
      connection,
      credentials: this.#credentials,
      cache,
      clock,
      log,
      onChanges: changes => this.#tell(changes),
      onState: () => this.#onState(target),
    });
    this.#watches.set(keyOf(target), { target, reflector, stop });
    const ending = reflector.run(stop.signal);
    this.#ending.add(ending);
    void ending.then(() => this.#ending.delete(ending));
  }

  #stop(key: string): void {
    const watch = this.#watches.get(key);
    this.#watches.delete(key);
    watch?.stop.abort();
  }

  #onState({ kind, namespace }: WatchTarget): void {
    if (this.#isDisposed || !this.#watches.has(keyOf({ kind, namespace }))) return;
    if (namespace === '') this.#arrange();
    this.#tellState();
  }

  /** Removes what no watch speaks for: an object that nobody hears of any more would stay for ever. */
  #forgetOthers(): readonly ObjectChange[] {
    const { cache } = this.#options;
    const byKind = new Map(this.#plan.kinds.map(plan => [plan.kind, plan]));
    return OBJECT_KINDS.flatMap(kind => {
      const plan = byKind.get(kind);
      if (plan?.scope === 'all') {
        const state = this.stateOf(kind, '');
        return state && isForbidden(state) && !hadList(state) ? cache.retain(kind, new Set(plan.instead)) : [];
      }
      return cache.retain(kind, new Set(plan?.namespaces));
    });
  }

  #tell(changes: readonly ObjectChange[]): void {
    if (this.#isDisposed || changes.length === 0) return;
    this.#guarded(() => this.#listener.onObjects(changes));
  }

  #tellState(): void {
    this.#guarded(() => this.#listener.onState());
  }

  /** A mistake in a listener must not end a watch. */
  #guarded(run: () => void): void {
    try {
      run();
    } catch (error) {
      this.#options.log(
        'error',
        `A listener of the watches failed: ${error instanceof Error ? error.message : 'unknown'}.`,
      );
    }
  }
}

function namespacesOf(plan: KindPlan): readonly string[] {
  return plan.scope === 'all' ? [''] : plan.namespaces;
}

function hadList(state: WatchState): boolean {
  return state.state === 'current' || state.known !== null;
}
