import { test } from 'node:test';
import { rbacFindings } from '../../../../src/lint/rbac/rbac-findings.ts';
import { rbacFixes } from '../../../../src/lint/rbac/rbac-fixes.ts';
import { readWorkspaceFile, workspaceModel } from '../../../../src/workspace/workspace-model.ts';
import { FOLDER, treeTexts, uriOf } from '../../workspace/read-tree.ts';
import { newCache } from './check-rbac.ts';
import { GRANTED, tree } from './fixtures.ts';

/** Files that somebody changed without care never make the lints or their fixes throw. */

const KUSTOMIZATION = `# @file kustomization.yaml
namePrefix: eu-
namespace: metrics
resources: [config.yaml, deployment.yaml, rbac.yaml]
patches:
- target: {kind: ClusterRole}
  patch: |-
    - op: remove
      path: /rules/0
`;
const MISSING = tree({ ...GRANTED, rbac: GRANTED.rbac.replace('[pods]', '["services", "secrets"]') });

const VALUES = [
  ...['', 'null', '[]', '{}', '[null]', '[[a]]', '"*"', '0x7f', 'true', '!!int x', '"\\u0000"', 'x'.repeat(300)],
  ...['&a [*a]', '&a {b: *a}', '*a', '<<: *a', '{{ a }}', '${A}', '"', '|', '---', '%YAML 1.1', 'List', 'default'],
];
const KEYS = ['kind', 'name', 'namespace', 'subjects', 'rules', 'metadata', 'spec', 'data', 'items', 'patches', '<<'];

/** Numbers from 0 to `below`, the same for the same seed. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return below => {
    state = (state * 1664525 + 1013904223) % 2 ** 32;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function mutated(text: string, next: (below: number) => number): string {
  const lines = text.split('\n');
  for (let times = next(4); times >= 0; times--) {
    const at = next(lines.length);
    const line = lines[at] ?? '';
    const value = VALUES[next(VALUES.length)] ?? '';
    const changes: readonly (() => readonly string[])[] = [
      () => [],
      () => [line, ...lines.slice(at, at + next(20))],
      () => [lines[next(lines.length)] ?? ''],
      () => [line.replace(/:.*$/, () => `: ${value}`)],
      () => [line.replace(/[^\s:]+:/, () => `${KEYS[next(KEYS.length)]}:`)],
      () => [' '.repeat(next(9)) + line.trimStart()],
      () => [line + value],
      () => [line.replace('- ', '- - ')],
      () => [line.slice(0, next(line.length + 1))],
    ];
    lines.splice(at, 1, ...(changes[next(changes.length)]?.() ?? []));
  }
  return lines.join('\n');
}

for (const [name, fixture] of Object.entries({ folder: MISSING, kustomization: `${KUSTOMIZATION}${MISSING}` })) {
  test(`mutated files of a ${name}`, () => {
    const texts = [...treeTexts(fixture)];
    for (let seed = 1; seed <= 150; seed++) {
      const next = numbers(seed);
      const files = texts.map(([path, text]) => ({ path, text: next(3) > 0 ? mutated(text, next) : text }));
      try {
        const model = workspaceModel(
          files.map(({ path, text }) => readWorkspaceFile({ uri: uriOf(path), path, folder: FOLDER, text })),
        );
        const cache = newCache();
        for (const finding of rbacFindings(model, cache)) rbacFixes(model, finding, cache);
      } catch (error) {
        throw new Error(`seed ${seed}`, { cause: error });
      }
    }
  });
}
