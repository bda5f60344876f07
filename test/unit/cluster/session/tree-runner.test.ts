import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LiveTree } from '../../../../src/cluster/session/live-tree.ts';
import { TreeRunner } from '../../../../src/cluster/session/tree-runner.ts';
import { emptyWorld } from '../../../../src/cluster/session/world.ts';
import type { TreeChanges } from '../../../../src/cluster/tree/targets-tree.ts';
import { ManualClock } from './manual-clock.ts';

/** A tree that has as many slices of work as a test says, and changes with each. */
class FakeTree implements LiveTree {
  work_ = 0;
  broken = false;
  #changed = 0;

  setConfigurations(): void {
    this.#changed += 1;
  }

  setContext(): void {
    this.#changed += 1;
  }

  setKnowledge(): void {
    this.#changed += 1;
  }

  objectsChanged(): void {
    this.work_ += 1;
  }

  work(): 'idle' | 'more' {
    if (this.broken) throw new TypeError('a secret');
    if (this.work_ === 0) return 'idle';
    this.work_ -= 1;
    this.#changed += 1;
    return this.work_ === 0 ? 'idle' : 'more';
  }

  takeChanges(): TreeChanges | undefined {
    if (this.#changed === 0) return undefined;
    const rows = [String(this.#changed)];
    this.#changed = 0;
    return { rows, jobs: [] };
  }

  discoveryConfigs = () => [];
  rows = () => Promise.resolve([]);
  trace = () => ({ ok: false, message: '' }) as const;
  traceLabels = this.trace;
  editEffect = this.trace;
  object = this.trace;
}

class Stage {
  readonly clock = new ManualClock();
  readonly turns: (() => void)[] = [];
  readonly trees: FakeTree[] = [];
  readonly told: { readonly at: number; readonly rows: readonly string[] | 'all' }[] = [];
  readonly failures: unknown[] = [];
  readonly runner: TreeRunner;
  readonly #begin = this.clock.now();

  constructor() {
    const world = emptyWorld(() => ({ state: 'complete' }));
    const context = { name: '', chosen: 'kubeconfig', server: '', cluster: { state: 'idle' } } as const;
    const ports = {
      clock: this.clock,
      nextTurn: (run: () => void) => this.turns.push(run),
      makeTree: () => {
        const tree = new FakeTree();
        this.trees.push(tree);
        return tree;
      },
      announce: ({ rows }: TreeChanges) => this.told.push({ at: this.clock.now() - this.#begin, rows }),
      failed: (error: unknown) => this.failures.push(error),
    };
    this.runner = new TreeRunner(ports, world, context);
  }

  get tree(): FakeTree {
    const tree = this.trees.at(-1);
    if (!tree) throw new Error('no tree');
    return tree;
  }

  /** Runs turns until there are none, `ms` milliseconds each. */
  run(ms: number): void {
    for (let turn = this.turns.shift(); turn; turn = this.turns.shift()) {
      turn();
      this.clock.advance(ms);
    }
  }
}

test('work goes on turn by turn; changes are told at most four times a second, the last one too', () => {
  const stage = new Stage();
  stage.tree.takeChanges();
  for (let change = 0; change < 30; change += 1) stage.runner.objectsChanged([]);
  assert.equal(stage.turns.length, 1, 'one turn at a time');
  stage.run(20);
  stage.clock.advance(1000);
  assert.deepEqual(
    stage.told.map(({ at }) => at),
    [0, 250, 500, 750],
  );
  const total = stage.told.reduce((sum, { rows }) => sum + Number(rows[0]), 0);
  assert.equal(total, 30, 'every change was told');
  assert.deepEqual([stage.clock.waiting, stage.turns.length], [0, 0]);
});

test('a change after a quiet time is told at once', () => {
  const stage = new Stage();
  stage.runner.objectsChanged([]);
  stage.run(0);
  stage.clock.advance(250);
  stage.runner.knowledgeChanged();
  stage.run(0);
  assert.deepEqual(
    stage.told.map(({ at }) => at),
    [0, 250],
  );
});

test('nothing is told when nothing has changed', () => {
  const stage = new Stage();
  stage.tree.takeChanges();
  stage.tree.work_ = 0;
  stage.runner.objectsChanged([]);
  stage.tree.work_ = 0;
  stage.run(0);
  assert.deepEqual(stage.told, []);
});

test('another world has another tree, with configurations, context and knowledge', () => {
  const stage = new Stage();
  stage.run(0);
  stage.runner.setWorld(emptyWorld(() => ({ state: 'loading' })));
  stage.run(0);
  assert.equal(stage.trees.length, 2);
  assert.deepEqual(stage.told.at(-1)?.rows, ['3']);
});

test('a tree that fails is told of once and works again when something changes', () => {
  const stage = new Stage();
  stage.tree.broken = true;
  stage.runner.objectsChanged([]);
  stage.run(0);
  assert.deepEqual([stage.failures.length, stage.turns.length], [1, 0]);
  stage.tree.broken = false;
  stage.runner.objectsChanged([]);
  stage.run(0);
  assert.equal(stage.told.length, 1);
});

test('nothing runs after the end', () => {
  const stage = new Stage();
  stage.runner.objectsChanged([]);
  stage.runner.dispose();
  stage.run(0);
  stage.runner.objectsChanged([]);
  assert.deepEqual([stage.told, stage.turns.length, stage.clock.waiting], [[], 0, 0]);
});
