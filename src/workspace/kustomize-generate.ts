import { spanOf } from '../yaml/source.ts';
import type { GeneratedEntry, GeneratedObject, Named } from './bundle.ts';
import { resolvePath } from './file-path.ts';
import type { Kustomization } from './kustomization.ts';
import type { Accumulated, Build } from './kustomize-build.ts';
import type { Generator } from './kustomize-generator.ts';
import { comparedNamespace, everyName, headOf, unchanged } from './kustomize-naming.ts';
import { distinct } from './resolve-name.ts';

/**
 * What there is after a generator has run. With `behavior: merge` it adds keys to the one object that has or had its
 * name, with `replace` it takes its place; else there must be none.
 */
export function generate(build: Build, from: Kustomization, generator: Generator, before: Accumulated): Accumulated {
  const { kind, name, namespace, behavior, suffix, node, literals } = generator;
  const own = { kind, suffix, entries: entriesOf(build, from, generator), uri: from.file.uri, node };
  const isSame = (one: Named) => isCalled(one, generator);
  const made = before.generated.filter(one => one.makes === 'object' && isSame(one));
  const same = [...before.objects.filter(isSame), ...distinct(made)];
  const [old] = same;
  const isRight = behavior === 'create' ? same.length === 0 : same.length === 1;
  if ((!isRight && same.every(one => one.identity === 'known')) || name === undefined)
    build.reasons.push({ kind: 'refused', uri: from.file.uri, what: `${behavior} ${kind} ${name ?? ''}` });
  if (old === undefined || behavior === 'create') {
    const first: GeneratedObject = { ...unchanged(kind, name, namespace), ...own, makes: 'object' };
    return { objects: before.objects, generated: [...before.generated, first] };
  }
  const { names, former, prefixes, suffixes, patches, identity } = old;
  const naming = { name: old.name, namespace: old.namespace, names, former, prefixes, suffixes, patches, identity };
  const isHashed = suffix === 'hash' && 'entries' in old && old.suffix === 'hash';
  const makes = 'entries' in old ? old.makes : 'change';
  const changed: GeneratedObject = { ...naming, ...own, suffix: isHashed ? 'hash' : 'none', makes };
  const replaced = new Set([...own.entries.map(entry => entry.key), ...literals]);
  const kept = before.generated.map(one =>
    isSame(one)
      ? {
          ...one,
          suffix: changed.suffix,
          entries: behavior === 'replace' ? [] : one.entries.filter(entry => !replaced.has(entry.key)),
        }
      : one,
  );
  const place = { uri: from.file.uri, span: spanOf(node) };
  // What is written in an object that a generator changes is not what it will hold.
  const objects = before.objects.map(one => (isSame(one) ? { ...one, patches: [...one.patches, place] } : one));
  return { objects, generated: [...kept, changed] };
}

function isCalled(one: Named, { kind, name, namespace }: Generator): boolean {
  if (('object' in one ? one.object.kind : one.kind) !== kind) return false;
  const head = headOf(one);
  if (head.group !== '' || head.version !== 'v1') return false;
  const where = comparedNamespace({ namespace });
  return everyName(one).some(former => former.name === name && former.namespace === where);
}

function entriesOf(build: Build, from: Kustomization, { files }: Generator): readonly GeneratedEntry[] {
  return files.map(({ key, path }) => {
    const resolved = resolvePath(from.root, path) ?? path;
    const uri = build.tree.byPath.get(resolved)?.uri;
    if (uri !== undefined) build.files.add(uri);
    return { key, path: resolved, uri };
  });
}
