import type { Span } from './span.ts';

/** How a scalar is written. */
export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded';

interface NodeBase {
  /** The tag as written (`!!str`, `!foo`), or undefined. */
  readonly tag: string | undefined;
  readonly anchor: string | undefined;
}

export interface ScalarNode extends NodeBase {
  readonly kind: 'scalar';
  readonly style: ScalarStyle;
  /** The content with quotes, escapes and folding undone: what a Go string field receives. '' for an absent value. */
  readonly text: string;
}

export interface Pair {
  readonly key: YamlNode;
  /** For `key:` and `{key}` an empty plain scalar that stands where the value would. */
  readonly value: YamlNode;
}

export interface MapNode extends NodeBase {
  readonly kind: 'map';
  readonly flow: boolean;
  readonly pairs: readonly Pair[];
}

export interface SeqNode extends NodeBase {
  readonly kind: 'seq';
  readonly flow: boolean;
  readonly items: readonly YamlNode[];
}

export interface AliasNode extends NodeBase {
  readonly kind: 'alias';
  /** The anchor's name without `*`. */
  readonly name: string;
}

/**
 * One value of a YAML text. Its place is asked of the `SourceFile` functions `spanOf`, `startOf`, `endOf`
 * (file `source.ts`): offsets are kept relative to a movable base, so that an edit elsewhere leaves the node as it is.
 */
export type YamlNode = ScalarNode | MapNode | SeqNode | AliasNode;

/** Something that is wrong with the YAML itself. */
export interface YamlProblem {
  readonly code: string;
  readonly message: string;
  readonly span: Span;
}
