import { isExcessivelyAliased } from './aliasing.ts';
import { aliasFault } from './anchors.ts';
import { absoluteSpan, type Chunk, type StoredDocument } from './chunk.ts';
import { isMergeKey, mergeProblems } from './merge.ts';
import type { AliasNode, MapNode, YamlProblem } from './node.ts';

/** What is wrong with a document as a whole: aliases of nothing, merges of what is no mapping, too many aliases. */
export function documentProblems(document: StoredDocument): readonly YamlProblem[] {
  const found: Found = { aliases: [], merging: [] };
  collect(document, document.chunk, found);
  const problems = found.aliases.flatMap(alias => aliasProblem(document, alias));
  for (const map of found.merging) problems.push(...mergeProblems(document, map, document.dialect));
  const [first] = found.aliases;
  if (first === undefined || problems.length > 0 || !isExcessivelyAliased(document)) return problems;
  return [
    {
      code: 'yaml/excessive-aliasing',
      message: 'The aliases multiply to more values than are read.',
      span: absoluteSpan(first),
    },
  ];
}

interface Found {
  readonly aliases: AliasNode[];
  readonly merging: MapNode[];
}

function collect(document: StoredDocument, chunk: Chunk, found: Found): void {
  for (const node of chunk.referring) {
    if (node.kind === 'alias') found.aliases.push(node);
    else if (node.pairs.some(({ key }) => isMergeKey(key, document.dialect))) found.merging.push(node);
  }
  for (const child of chunk.children) collect(document, child, found);
}

function aliasProblem(document: StoredDocument, alias: AliasNode): YamlProblem[] {
  const fault = aliasFault(document, alias);
  if (fault === undefined) return [];
  const span = absoluteSpan(alias);
  if (fault === 'unknown') {
    return [{ code: 'yaml/unknown-anchor', message: `There is no anchor \`&${alias.name}\` before this alias.`, span }];
  }
  return [{ code: 'yaml/self-alias', message: `This alias stands inside of what \`&${alias.name}\` names.`, span }];
}
