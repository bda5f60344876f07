import type { AttachMetadataOption, KubernetesSdConfig } from '../../prometheus/config/kubernetes-sd-config.ts';
import type { TextEdit } from '../../yaml/edit.ts';
import { appendEntry, fillEntry, removeEntry, replaceNode, setScalar } from '../../yaml/edits.ts';
import type { NewValue } from '../../yaml/insertion.ts';
import type { MapNode, YamlNode } from '../../yaml/node.ts';
import { endOf, startOf } from '../../yaml/source.ts';
import { writeText } from '../../yaml/write-scalar.ts';
import type { Configuration } from './configuration.ts';
import { keepItems } from './list-edits.ts';

/** Edits of a configuration, in its own text; undefined where the text leaves no certain way. */
export type InnerEdits = readonly TextEdit[] | undefined;

/** An entry of `kubernetes_sd_configs` and the configuration that it stands in. */
export interface DiscoveryEntry {
  readonly configuration: Configuration;
  readonly sd: KubernetesSdConfig;
}

/** Lets an entry that discovers everywhere discover in these namespaces alone. */
export function nameNamespaces({ configuration, sd }: DiscoveryEntry, names: readonly string[]): InnerEdits {
  const { namespaces } = sd;
  const written = entryOf(sd.node, 'namespaces');
  if (isShared(configuration, written ?? sd.node)) return undefined;
  if (written?.kind === 'map') {
    const list = entryOf(written, 'names');
    const isEmpty = list?.kind !== 'seq' || list.items.length === 0;
    return isEmpty
      ? one(putEntry(configuration, written, 'names', listIn(written, names), flowList(names)))
      : undefined;
  }
  // What a merge brings is not written here.
  if (namespaces.state !== 'absent') return undefined;
  return one(putEntry(configuration, sd.node, 'namespaces', namesIn(sd.node, names), `{names: ${flowList(names)}}`));
}

/** Adds an entry, or writes its value where it has none or an empty one. */
function putEntry(
  { source }: Configuration,
  map: MapNode,
  key: string,
  value: NewValue,
  flow: string,
): TextEdit | undefined {
  const index = map.pairs.findIndex(pair => pair.key.kind === 'scalar' && pair.key.text === key);
  const written = map.pairs[index]?.value;
  if (!written) return appendEntry(source, map, key, value);
  const isAbsent = written.kind === 'scalar' && startOf(written) === endOf(written);
  return isAbsent ? fillEntry(source, map, index, value) : replaceNode(source, written, flow);
}

/** Takes namespaces out of the list of an entry, and the own one. One of each must be left, in the list or as the own. */
export function dropNamespaces(
  { configuration, sd }: DiscoveryEntry,
  { isKept, own }: { readonly isKept: (name: string) => boolean; readonly own: 'stays' | 'goes' },
): InnerEdits {
  const { source } = configuration;
  const { namespaces, ownNamespace } = sd;
  if (namespaces.state !== 'set' || namespaces.node !== namespaces.value) return undefined;
  const map = namespaces.value;
  if (isShared(configuration, map)) return undefined;
  const flag = ownNamespace.state === 'set' && own === 'goes' ? ownNamespace.node : undefined;
  const off = flag?.kind === 'scalar' ? [setScalar(source, flag, 'false')] : [];
  const list = entryOf(map, 'names');
  const edits = list === undefined ? off : [...off, ...namesLeft({ configuration, map }, list, isKept)];
  return edits.every(edit => edit !== undefined) ? edits : undefined;
}

/** Switches options of `attach_metadata` off. */
export function withoutOptions(
  { configuration, sd }: DiscoveryEntry,
  options: readonly AttachMetadataOption[],
): InnerEdits {
  const { attachMetadata } = sd;
  const { source } = configuration;
  if (attachMetadata.state !== 'set' || attachMetadata.node !== attachMetadata.value) return undefined;
  if (isShared(configuration, attachMetadata.value)) return undefined;
  const edits = options.map(option => {
    const field = sd.attach[option];
    return field.state === 'set' && field.node.kind === 'scalar' ? setScalar(source, field.node, 'false') : undefined;
  });
  return edits.every(edit => edit !== undefined) ? edits : undefined;
}

function namesLeft(
  { configuration: { source }, map }: { readonly configuration: Configuration; readonly map: MapNode },
  list: YamlNode,
  isKept: (name: string) => boolean,
): readonly (TextEdit | undefined)[] {
  if (list.kind !== 'seq') return [undefined];
  const isKeptAt = (index: number) => {
    const item = list.items[index];
    return item?.kind === 'scalar' && isKept(item.text);
  };
  if (list.items.every((_, index) => !isKeptAt(index)))
    return [
      removeEntry(
        source,
        map,
        map.pairs.findIndex(({ value }) => value === list),
      ),
    ];
  return keepItems(source, list, isKeptAt) ?? [undefined];
}

/** Whether the node, or what holds it, has an anchor: an alias may stand for it, and other jobs would be changed too. */
function isShared({ document }: Configuration, inner: YamlNode): boolean {
  const at = startOf(inner);
  const end = endOf(inner);
  for (let node = document.root; node; node = childrenOf(node).find(one => startOf(one) <= at && end <= endOf(one)))
    if (node.anchor !== undefined) return true;
  return false;
}

function childrenOf(node: YamlNode): readonly YamlNode[] {
  if (node.kind === 'map') return node.pairs.map(({ value }) => value);
  return node.kind === 'seq' ? node.items : [];
}

function entryOf(map: MapNode, key: string): YamlNode | undefined {
  return map.pairs.find(pair => pair.key.kind === 'scalar' && pair.key.text === key)?.value;
}

function namesIn(parent: MapNode, names: readonly string[]): NewValue {
  if (parent.flow) return { kind: 'written', text: `{names: ${flowList(names)}}` };
  return { kind: 'block', lines: ['names:', ...names.map(name => `- ${writeText(name)}`)] };
}

function listIn(parent: MapNode, names: readonly string[]): NewValue {
  if (parent.flow) return { kind: 'written', text: flowList(names) };
  return { kind: 'block', lines: names.map(name => `- ${writeText(name)}`) };
}

function flowList(names: readonly string[]): string {
  return `[${names.map(name => writeText(name)).join(', ')}]`;
}

function one(edit: TextEdit | undefined): InnerEdits {
  return edit && [edit];
}
