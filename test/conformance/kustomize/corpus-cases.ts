import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { KustomizeCase } from './kustomize-case.ts';

/** What a kustomization does with the manifests. */
const CHANGES = ['namespace: other\nnamePrefix: p-\n', 'nameSuffix: -s\n', 'namespace: monitoring\n'];

/**
 * Manifests of others, each file in a kustomization of its own and those of kube-prometheus together; none without the
 * folder `CORPUS`.
 */
export function corpusCases(): readonly KustomizeCase[] {
  const folder = process.env['CORPUS'];
  if (folder === undefined) return [];
  const texts = new Map(
    globSync('{manifests-*,kube-prometheus/**,helm-rendered,templated}/*.{yml,yaml}', { cwd: folder }).map(name => [
      name,
      readFileSync(path.join(folder, name), 'utf8'),
    ]),
  );
  const single = [...texts].map(([name, text], index) => {
    const change = CHANGES[index % CHANGES.length] ?? '';
    return caseOf(`${name} in a kustomization`, new Map([[path.basename(name), text]]), change);
  });
  const together = [...texts].filter(([name]) => /^kube-prometheus\/manifests\/[^/]*$/.test(name));
  const files = new Map(together.map(([name, text]) => [path.basename(name), text]));
  const all = CHANGES.map(change => caseOf(`kube-prometheus, ${change.trim()}`, files, change));
  return files.size === 0 ? single : [...single, ...all];
}

function caseOf(name: string, manifests: ReadonlyMap<string, string>, change: string): KustomizeCase {
  const resources = JSON.stringify([...manifests.keys()]);
  const files = new Map([...manifests].map(([file, text]) => [`top/${file}`, text]));
  files.set('top/kustomization.yaml', `resources: ${resources}\n${change}`);
  return { name, root: 'top', files };
}
