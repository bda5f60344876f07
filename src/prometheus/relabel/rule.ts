/** What a relabel rule does, as `action` names it (lower case; Prometheus accepts any case). */
export const RELABEL_ACTIONS = [
  'replace',
  'keep',
  'drop',
  'keepequal',
  'dropequal',
  'hashmod',
  'labelmap',
  'labeldrop',
  'labelkeep',
  'lowercase',
  'uppercase',
] as const;

export type RelabelAction = (typeof RELABEL_ACTIONS)[number];

/**
 * One relabelling rule with its defaults filled in, as Prometheus holds it after loading.
 * See https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config
 */
export interface RelabelRule {
  readonly sourceLabels: readonly string[];
  readonly separator: string;
  /** As written, without the anchors that Prometheus adds. */
  readonly regex: string;
  /** 0 when absent. A Go uint64. */
  readonly modulus: bigint;
  readonly targetLabel: string;
  readonly replacement: string;
  readonly action: RelabelAction;
}

/** The rule `{}`. */
export const DEFAULT_RELABEL_RULE: RelabelRule = {
  sourceLabels: [],
  separator: ';',
  regex: '(.*)',
  modulus: 0n,
  targetLabel: '',
  replacement: '$1',
  action: 'replace',
};

/** Label names to values. A label with an empty value is the same as no label. */
export type Labels = ReadonlyMap<string, string>;

/** Which names are valid: `metric_name_validation_scheme`. */
export type NameValidation = 'utf8' | 'legacy';
