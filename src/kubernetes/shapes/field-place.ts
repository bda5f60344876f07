import { resolveAlias, type Target } from '../../yaml/anchors.ts';
import { entriesOf } from '../../yaml/mapping.ts';
import type { MapNode, ScalarNode } from '../../yaml/node.ts';
import type { KeyName } from '../../yaml/plain-value.ts';
import { isNull } from '../../yaml/scalar.ts';
import { spanOf, type YamlDocument } from '../../yaml/source.ts';
import type { Span } from '../../yaml/span.ts';
import type { FieldPath } from './rules/rule.ts';

/** Where a field is shown. */
export interface FieldPlace {
  readonly span: Span;
  /** The first part of the path that is not there; undefined when all of it is. */
  readonly absent: string | undefined;
}

/**
 * Where the field at a path is: its value, the key of a mapping or list, or for what is not there the first key of what
 * would hold it.
 */
export function placeOfField(document: YamlDocument, root: MapNode, path: FieldPath, nameOf: KeyName): FieldPlace {
  let value: Target = root;
  let key: ScalarNode | undefined;
  for (const step of path) {
    const found: Inner | undefined = innerOf(document, value, step, nameOf);
    if (found === undefined) return { span: spanOfHolder(value, key), absent: String(step) };
    value = found.value;
    key = found.key;
  }
  return { span: spanOfValue(value, key), absent: undefined };
}

interface Inner {
  readonly key: ScalarNode | undefined;
  readonly value: Target;
}

function innerOf(document: YamlDocument, around: Target, step: FieldPath[number], nameOf: KeyName): Inner | undefined {
  if (around.kind === 'map') {
    const entry = entriesOf(document, around, 'manifest').find(one => nameOf(one.key) === step);
    return entry && { key: entry.key, value: entry.value };
  }
  const item = around.kind === 'seq' && typeof step === 'number' ? around.items[step] : undefined;
  const value = item && resolveAlias(document, item);
  return value && { key: undefined, value };
}

function spanOfHolder(value: Target, key: ScalarNode | undefined): Span {
  if (value.kind === 'map' && value.pairs[0] !== undefined) return spanOf(value.pairs[0].key);
  return spanOfValue(value, key);
}

function spanOfValue(value: Target, key: ScalarNode | undefined): Span {
  const isShown =
    value.kind === 'scalar' && !(value.style === 'plain' && isNull(value, 'manifest') && value.text === '');
  return isShown || key === undefined ? spanOf(value) : spanOf(key);
}
