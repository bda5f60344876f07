import { duplicateKeys } from '../yaml/mapping.ts';
import type { YamlNode } from '../yaml/node.ts';
import { isNull } from '../yaml/scalar.ts';
import { hasSyntaxError, type YamlDocument } from '../yaml/source.ts';
import type { Bundle, BundledObject, Named, OpenReason } from './bundle.ts';
import { isKustomizationPath, type Kustomization, type NamedPath } from './kustomization.ts';
import type { Accumulated } from './kustomize-build.ts';
import { comparedNamespace, headOf } from './kustomize-naming.ts';
import { ambiguousNames } from './kustomize-referral.ts';
import { fieldOf, rootOf, textOfField } from './manifest-fields.ts';
import type { WorkspaceFile } from './manifest-object.ts';
import { distinct, nameIndex } from './resolve-name.ts';
import { ambiguousSubjects, subjectAccounts } from './subject-account.ts';

/** Why kustomize does not take a file that it is to read objects from, or why we do not know what it would read. */
export function resourceReasons(file: WorkspaceFile, named: NamedPath): readonly OpenReason[] {
  const { documents } = file.file;
  if (file.templated === 'templated') return [{ kind: 'templated', uri: file.uri, what: '' }];
  if (documents.some(hasSyntaxError)) return [{ kind: 'unreadable', uri: file.uri, what: '' }];
  const isNamed = file.objects.every(object => object.name !== undefined && textOfField(rootOf(object), 'kind'));
  const isTaken = documents.every(document => isNothing(document) || isObject(document));
  const isTwice = documents.some(document => document.root !== undefined && hasRepeatedKey(document, document.root));
  if (isNamed && isTaken && !isTwice && !isKustomizationPath(file.path)) return [];
  return [{ kind: 'refused', uri: named.place.uri, what: named.path }];
}

function hasRepeatedKey(document: YamlDocument, node: YamlNode): boolean {
  if (node.kind === 'seq') return node.items.some(item => hasRepeatedKey(document, item));
  if (node.kind !== 'map') return false;
  const repeated = duplicateKeys(document, node, 'any', 'manifest');
  if (repeated.some(key => key.kind !== 'scalar' || key.text !== '<<')) return true;
  return node.pairs.some(({ value }) => hasRepeatedKey(document, value));
}

function isNothing({ root }: YamlDocument): boolean {
  return root === undefined || (root.kind === 'scalar' && isNull(root, 'manifest'));
}

function isObject(document: YamlDocument): boolean {
  const { root } = document;
  return root?.kind === 'map' && textOfField({ document, node: root }, 'kind') !== undefined;
}

/** Objects that kustomize does not take together: of one kind, version and name in one namespace. */
export function unbuildable({ file }: Kustomization, { objects, generated }: Accumulated): readonly OpenReason[] {
  const seen = new Set<string>();
  const reasons: OpenReason[] = [];
  for (const one of [...objects, ...distinct(generated)]) {
    if ('entries' in one && one.makes === 'change') continue;
    const id = idOf(one);
    if (seen.has(id) && one.identity === 'known')
      reasons.push({ kind: 'refused', uri: file.uri, what: `${headOf(one).kind} ${one.name ?? ''}` });
    seen.add(id);
  }
  return reasons;
}

function idOf(one: Named): string {
  const { kind, group, version } = headOf(one);
  return [group, version, kind, comparedNamespace(one), one.name ?? ''].join(' ');
}

/**
 * Names that may stand for several objects, so that kustomize does not know what to write. What patches change is left
 * out, for they may change the names, too.
 */
export function conflictsIn(bundle: Bundle): readonly OpenReason[] {
  const index = nameIndex([bundle]);
  const accounts = subjectAccounts(bundle, index);
  const written = bundle.objects.filter(({ patches }) => patches.length === 0);
  return written.flatMap(from =>
    [...ambiguousNames(index.named, from), ...ambiguousSubjects(accounts, from)].map(
      (what): OpenReason => ({ kind: 'refused', uri: from.object.uri, what }),
    ),
  );
}

/**
 * Whether kustomize reads the object for itself and does not put it out.
 * See https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/#local-config
 */
export function isLocal({ object }: BundledObject): boolean {
  const annotations = fieldOf(rootOf(object), 'metadata', 'annotations');
  const value = textOfField(annotations, 'config.kubernetes.io/local-config');
  return value !== undefined && value !== 'false';
}
