import assert from 'node:assert/strict';
import type { ApiFailure } from '../../../../src/cluster/api/api-failure.ts';
import { healthOf } from '../../../../src/cluster/watch/health.ts';
import { knowledgeOf } from '../../../../src/cluster/watch/knowledge.ts';
import { ObjectCache, type ObjectChange } from '../../../../src/cluster/watch/object-cache.ts';
import { planWatches } from '../../../../src/cluster/watch/watch-plan.ts';
import { WatchSet } from '../../../../src/cluster/watch/watch-set.ts';
import type { DiscoveryConfig } from '../../../../src/prometheus/discovery/discovery-config.ts';
import { ManualClock } from '../session/manual-clock.ts';
import { FakeConnection, type FakeRequest, status } from './fake-connection.ts';
import { listEnd, object, settle, turnsUntil } from './scene.ts';

/** All watches of a context whose namespace is `home`, over a connection that the test answers. */
export class WatchScene {
  readonly clock = new ManualClock();
  readonly cache = new ObjectCache();
  readonly connection = new FakeConnection();
  readonly changes: ObjectChange[] = [];
  readonly logged: string[] = [];
  states = 0;
  onObjects: () => void = () => {};
  readonly set = new WatchSet(
    { connection: this.connection, cache: this.cache, clock: this.clock, log: (_, text) => this.logged.push(text) },
    {
      onObjects: changes => {
        this.changes.push(...changes);
        this.onObjects();
      },
      onState: () => {
        this.states++;
      },
    },
  );

  plan(configs: readonly DiscoveryConfig[], chosen: readonly string[] = [], maxWatches = 32): void {
    this.set.set(planWatches({ configs, chosen, contextNamespace: 'home', maxWatches }));
  }

  /** The paths of the requests that are open, without their queries. */
  get open(): readonly string[] {
    return this.connection.requests
      .filter(({ isClosed }) => !isClosed)
      .map(({ path }) => path.replace(/\?.*/, ''))
      .sort();
  }

  get names(): readonly string[] {
    return [...this.cache.list('Pod')].map(({ metadata }) => `${metadata.namespace}/${metadata.name}`).sort();
  }

  /** The open request for this path. */
  async request(path: string): Promise<FakeRequest> {
    const find = () => this.connection.requests.findLast(one => !one.isClosed && one.path.startsWith(`${path}?`));
    await turnsUntil(`a request for ${path}`, () => find() !== undefined);
    const request = find();
    assert.ok(request);
    return request;
  }

  /** Answers the list of this path, whose kind is a pod's or does not matter, with these `namespace/name`. */
  async list(path: string, ...names: readonly string[]): Promise<FakeRequest> {
    const request = await this.request(path);
    const pods = names.map(name => {
      const [namespace, pod] = name.split('/');
      return { type: 'ADDED', object: object('Pod', { namespace, name: pod }, {}) };
    });
    request.open(...pods, listEnd('1'));
    await settle();
    return request;
  }

  async forbid(path: string): Promise<void> {
    const [, , , ...parts] = path.split('/');
    const where = parts.length > 1 ? `in the namespace "${parts[1]}"` : 'at the cluster scope';
    const message = `${parts.at(-1)} is forbidden: User "jane" cannot watch resource "${parts.at(-1)}" in API group "" ${where}`;
    await this.refuse(path, status(403, message));
  }

  async refuse(path: string, failure: ApiFailure): Promise<void> {
    (await this.request(path)).refuse(failure);
    await settle();
  }

  knowledge(config: DiscoveryConfig) {
    return knowledgeOf(config, this.set);
  }

  get health() {
    return healthOf(this.set);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.set.dispose();
    assert.equal(this.clock.waiting, 0, 'timers left');
    assert.deepEqual(this.open, [], 'requests left');
  }
}
