import { valueOr } from '../prometheus/config/field.ts';
import type {
  AttachMetadataOption,
  KubernetesRole,
  KubernetesSdConfig,
} from '../prometheus/config/kubernetes-sd-config.ts';
import { ATTACH_METADATA_OPTIONS } from '../prometheus/config/kubernetes-sd-config.ts';
import type { ScrapeConfig } from '../prometheus/config/scrape-config.ts';
import type { MetaLabel, MetaLabelSource } from '../prometheus/discovery/meta-label.ts';
import { META_LABELS, metaLabelsOf } from '../prometheus/discovery/meta-labels.ts';

const ALL_OPTIONS: ReadonlySet<AttachMetadataOption> = new Set(ATTACH_METADATA_OPTIONS);

/** An entry of the job's `kubernetes_sd_configs` that has to turn an option on before it sets a label. */
export interface MissingOption {
  readonly entry: KubernetesSdConfig;
  readonly source: MetaLabelSource;
  readonly option: AttachMetadataOption;
}

/** Whether the job's Kubernetes discovery sets a label: `off` when only for want of an option, `unknown` when it cannot be read. */
export type LabelState =
  | { readonly state: 'set' | 'never' | 'unknown' }
  | { readonly state: 'off'; readonly missing: readonly MissingOption[] };

/** The role of the entry, undefined when it is missing or cannot be read. */
export function roleOf(entry: KubernetesSdConfig): KubernetesRole | undefined {
  return entry.role.state === 'set' ? entry.role.value : undefined;
}

/** The roles of the job, each once, in the order of the file. */
export function rolesOf(job: ScrapeConfig): readonly KubernetesRole[] {
  return [...new Set(job.kubernetesSdConfigs.flatMap(entry => roleOf(entry) ?? []))];
}

/** Every label that the job's roles can set; every label of all roles when one of them cannot be read. */
export function settableLabels(job: ScrapeConfig): readonly MetaLabel[] {
  const isClear = job.kubernetesSdConfigs.length > 0 && job.kubernetesSdConfigs.every(entry => roleOf(entry));
  if (!isClear) return META_LABELS;
  const labels = rolesOf(job).flatMap(role => metaLabelsOf(role, ALL_OPTIONS));
  return META_LABELS.filter(label => labels.includes(label));
}

/** Whether one of `labels` is set by the job's Kubernetes discovery. */
export function stateOf(job: ScrapeConfig, labels: readonly MetaLabel[]): LabelState {
  const states = job.kubernetesSdConfigs.flatMap(entry => labels.map(label => stateIn(entry, label)));
  if (states.some(({ state }) => state === 'set')) return { state: 'set' };
  if (states.some(({ state }) => state === 'unknown')) return { state: 'unknown' };
  const missing = states.flatMap(state => (state.state === 'off' ? state.missing : []));
  return missing.length > 0 ? { state: 'off', missing } : { state: 'never' };
}

function stateIn(entry: KubernetesSdConfig, label: MetaLabel): LabelState {
  const role = roleOf(entry);
  if (role === undefined) return { state: 'unknown' };
  const source = label.sources.find(one => one.role === role);
  if (!source) return { state: 'never' };
  if (source.attach === 'none') return { state: 'set' };
  const isOn = isAttached(entry, source.attach);
  if (isOn === undefined) return { state: 'unknown' };
  return isOn ? { state: 'set' } : { state: 'off', missing: [{ entry, source, option: source.attach }] };
}

/** Whether the entry has the option on; undefined when that cannot be read. */
export function isAttached(entry: KubernetesSdConfig, option: AttachMetadataOption): boolean | undefined {
  return entry.attachMetadata.state === 'unreadable' ? undefined : valueOr(entry.attach[option], false);
}

/** Whether the role does anything with the option. */
export function usesOption(role: KubernetesRole, option: AttachMetadataOption): boolean {
  return META_LABELS.some(label => label.sources.some(source => source.role === role && source.attach === option));
}
