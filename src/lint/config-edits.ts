import type { Field } from '../prometheus/config/field.ts';
import type { AttachMetadataOption, KubernetesSdConfig } from '../prometheus/config/kubernetes-sd-config.ts';
import type { TextEdit } from '../yaml/edit.ts';
import { appendEntry, fillEntry, insertEntry, removeEntry, setScalar } from '../yaml/edits.ts';
import { lineStartAt } from '../yaml/lines.ts';
import type { MapNode, ScalarNode, YamlNode } from '../yaml/node.ts';
import { type SourceFile, spanOf, startOf } from '../yaml/source.ts';

/*
 * The edits that fixes are made of. Each is undefined where the text leaves no certain way, and where the place is shared
 * through an alias or a merge, so that other jobs would change too.
 */

/** Changes the value of a field that is there. */
export function changeField(file: SourceFile, node: YamlNode, text: string): TextEdit | undefined {
  return node.kind === 'scalar' ? setScalar(file, node, text) : undefined;
}

/** Adds a field behind the one called `after`, or at the end where that one is not there or a comment follows it. */
export function addField(
  file: SourceFile,
  map: MapNode,
  after: string,
  field: { readonly name: string; readonly text: string },
): TextEdit | undefined {
  const index = map.pairs.findIndex(pair => pair.key.kind === 'scalar' && pair.key.text === after);
  const next = index < 0 ? undefined : map.pairs[index + 1];
  const value = { kind: 'written', text: field.text } as const;
  if (next === undefined || followsComment(file.text, startOf(next.key))) {
    return appendEntry(file, map, field.name, value);
  }
  return insertEntry(file, map, index + 1, field.name, value);
}

/** Whether the line above the one of `offset` is a comment, which then belongs to what stands at `offset`. */
function followsComment(text: string, offset: number): boolean {
  const lineStart = lineStartAt(text, offset);
  const above = text.slice(lineStartAt(text, lineStart - 1), lineStart);
  return /^\s*#/.test(above);
}

/** Removes a field that the mapping itself has. */
export function removeField(file: SourceFile, map: MapNode, key: ScalarNode): TextEdit | undefined {
  const index = map.pairs.findIndex(pair => pair.key === key);
  return index < 0 ? undefined : removeEntry(file, map, index);
}

/** Turns an option of `attach_metadata` on, whether it is off, missing, or the whole block is missing. */
export function turnOnAttach(
  file: SourceFile,
  entry: KubernetesSdConfig,
  option: AttachMetadataOption,
): TextEdit | undefined {
  const block = entry.attachMetadata;
  if (block.state === 'absent') return addBlock(file, entry.node, option);
  if (block.state !== 'set' || !isOwn(entry.node, block)) return undefined;
  const field = entry.attach[option];
  if (field.state === 'set') return isOwn(block.value, field) ? changeField(file, field.node, 'true') : undefined;
  return appendEntry(file, block.value, option, { kind: 'written', text: 'true' });
}

function addBlock(file: SourceFile, entry: MapNode, option: AttachMetadataOption): TextEdit | undefined {
  const name = 'attach_metadata';
  const value = entry.flow
    ? ({ kind: 'written', text: `{${option}: true}` } as const)
    : ({ kind: 'block', lines: [`${option}: true`] } as const);
  const empty = entry.pairs.findIndex(({ key }) => key.kind === 'scalar' && key.text === name);
  return empty < 0 ? appendEntry(file, entry, name, value) : fillEntry(file, entry, empty, value);
}

/** Removes an option of `attach_metadata`, and the block when nothing else is in it. */
export function removeAttach(
  file: SourceFile,
  entry: KubernetesSdConfig,
  option: AttachMetadataOption,
): TextEdit | undefined {
  const block = entry.attachMetadata;
  const field = entry.attach[option];
  if (block.state !== 'set' || field.state !== 'set' || !isOwn(entry.node, block)) return undefined;
  if (block.value.pairs.length === 1) return removeField(file, entry.node, block.key);
  return removeField(file, block.value, field.key);
}

/** Whether a field's key and value stand in the mapping itself, and no anchor gives the value to others. */
function isOwn(map: MapNode, field: Field<unknown> & { readonly state: 'set' }): boolean {
  const outer = spanOf(map);
  const inner = spanOf(field.node);
  const isThere = map.pairs.some(pair => pair.key === field.key);
  return isThere && outer.start <= inner.start && inner.end <= outer.end && field.node.anchor === undefined;
}
