import { isDeepStrictEqual } from 'node:util';
import type { Bundle } from '../../../src/workspace/bundle.ts';
import { readWorkspaceFile, workspaceModel } from '../../../src/workspace/workspace-model.ts';
import { askProgram } from '../oracle.ts';
import type { Facts } from './facts.ts';
import { ourFacts } from './our-facts.ts';
import { type KustomizeObject, theirFacts } from './their-facts.ts';

/** A tree of files of which one folder is built. */
export interface KustomizeCase {
  readonly name: string;
  readonly root: string;
  /** Texts by path. */
  readonly files: ReadonlyMap<string, string>;
}

/** A case as both see it, without what we say that we do not know. */
export interface ComparedCase {
  readonly name: string;
  readonly ours: Facts;
  readonly theirs: Facts;
  /** How much kustomize says, and how much of it was left out. */
  readonly facts: number;
  readonly unknown: number;
}

/** The objects, or why there are none. */
type Answer = { readonly objects: readonly KustomizeObject[] } | { readonly error: string };

/** Puts each case to kustomize and to `src/workspace`. */
export async function* compareCases(cases: readonly KustomizeCase[]): AsyncGenerator<ComparedCase> {
  const requests = cases.map(({ root, files }) => ({
    root: `/w/${root}`,
    files: Object.fromEntries([...files].map(([path, text]) => [`/w/${path}`, text])),
  }));
  let index = 0;
  for await (const answer of askProgram<Answer>('kustomize', requests)) {
    const one = cases[index++];
    if (one === undefined) throw new Error('kustomize says more than it was asked');
    yield compareCase(one, answer);
  }
  if (index !== cases.length) throw new Error(`kustomize has answered ${index} of ${cases.length} requests`);
}

function compareCase({ name, root, files }: KustomizeCase, answer: Answer): ComparedCase {
  const read = [...files].map(([path, text]) => readWorkspaceFile({ uri: path, path, folder: 'w', text }));
  const model = workspaceModel(read);
  const bundle = model.bundles.find(one => one.kind === 'kustomization' && one.root === root);
  if (bundle === undefined) throw new Error(`${name}: ${root} is no bundle`);
  // What kustomize does not build says nothing of its objects; it must not be called complete.
  if ('error' in answer)
    return { name, ours: { openness: opennessOf(bundle) }, theirs: { openness: 'open' }, facts: 0, unknown: 0 };
  const ours = ourFacts(model, bundle, files);
  const all = theirFacts(answer.objects, new Set(files.values()));
  const theirs = Object.fromEntries(Object.entries(all).filter(([fact]) => !ours.isUnknown(fact)));
  const facts = Object.keys(all).length;
  return { name, ...differing(ours.facts, theirs), facts, unknown: facts - Object.keys(theirs).length };
}

/** Patches that may change what we read may be why kustomize does not build. */
function opennessOf({ openness, objects, generated }: Bundle): string {
  return [...objects, ...generated].some(one => one.patches.length > 0) ? 'open' : openness.kind;
}

/** The facts that are not equal: a tree has too many to be read through. */
function differing(ours: Facts, theirs: Facts): Pick<ComparedCase, 'ours' | 'theirs'> {
  const facts = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])];
  const others = facts.filter(fact => !isDeepStrictEqual(ours[fact], theirs[fact]));
  const only = (from: Facts) => Object.fromEntries(others.map(fact => [fact, from[fact] ?? 'not said']));
  return { ours: only(ours), theirs: only(theirs) };
}
