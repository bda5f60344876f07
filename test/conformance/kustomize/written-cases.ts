import { treeTexts } from '../../unit/workspace/read-tree.ts';
import type { KustomizeCase } from './kustomize-case.ts';
import { BASE, LISTED, WHOLE_BASE } from './written-objects.ts';
import { WRITTEN_OVERLAYS } from './written-overlays.ts';
import { WRITTEN_PATCHES } from './written-patches.ts';
import { WRITTEN_TREES } from './written-trees.ts';

/** Every case that is written down. */
export function writtenCases(): readonly KustomizeCase[] {
  return [...overlays(), ...patches(), ...trees()];
}

/** Fields of a kustomization, each set over a whole base, in the base itself, and both over each other. */
function overlays(): readonly KustomizeCase[] {
  return WRITTEN_OVERLAYS.flatMap(([name, fields], index) => {
    const [, other = ''] = WRITTEN_OVERLAYS[(index + 5) % WRITTEN_OVERLAYS.length] ?? [];
    const over = `resources: [../base]\n${fields}`;
    return [
      caseOf(`${name}, over a base`, { base: WHOLE_BASE, top: over }),
      caseOf(`${name}, in the base`, { base: WHOLE_BASE + fields, top: 'resources: [../base]\n' }),
      caseOf(`${name}, over others`, { base: WHOLE_BASE + other, top: over }),
    ];
  });
}

function patches(): readonly KustomizeCase[] {
  return WRITTEN_PATCHES.flatMap(([name, fields]) => [
    caseOf(name, { base: WHOLE_BASE, top: `resources: [../base]\n${fields}` }),
    caseOf(`${name}, with new names`, {
      base: `${WHOLE_BASE}namePrefix: a-\n`,
      top: `resources: [../base]\nnamespace: monitoring\n${fields}`,
    }),
  ]);
}

function trees(): readonly KustomizeCase[] {
  return WRITTEN_TREES.map(([name, tree]) => ({
    name,
    root: 'top',
    files: new Map([...BASE, ['base/listed.yaml', LISTED], ...treeTexts(tree)]),
  }));
}

function caseOf(name: string, kustomizations: { readonly base: string; readonly top: string }): KustomizeCase {
  const files = new Map([
    ...BASE,
    ['base/kustomization.yaml', kustomizations.base],
    ['top/kustomization.yaml', kustomizations.top],
    ['top/prometheus.yml', '# top\nscrape_configs: []\n'],
    ['top/rules.yml', '# top\ngroups: []\n'],
  ]);
  return { name, root: 'top', files };
}
