import type { MapNode, ScalarNode } from '../../yaml/node.ts';
import type { RelabelAction, RelabelRule } from '../relabel/rule.ts';
import type { Field } from './field.ts';

/** One entry of `relabel_configs` or `metric_relabel_configs`, as it stands in the file. */
export interface RelabelConfig {
  readonly node: MapNode;
  readonly sourceLabels: Field<readonly ScalarNode[]>;
  readonly separator: Field<string>;
  readonly regex: Field<string>;
  readonly modulus: Field<bigint>;
  readonly targetLabel: Field<string>;
  readonly replacement: Field<string>;
  readonly action: Field<RelabelAction>;
  /** The rule as Prometheus would hold it, or undefined when it would refuse it. */
  readonly rule: RelabelRule | undefined;
}
