import type { AttachMetadataOption, KubernetesRole } from '../../src/prometheus/config/kubernetes-sd-config.ts';
import { ATTACH_METADATA_OPTIONS, KUBERNETES_ROLES } from '../../src/prometheus/config/kubernetes-sd-config.ts';
import { META_LABEL_PREFIX } from '../../src/prometheus/discovery/meta-labels.ts';
import { META_LABEL_OBJECTS } from './meta-label-objects.ts';
import { askOracle } from './oracle.ts';

/** One discovery of the objects that together make every label appear. */
export interface MetaLabelRun {
  readonly role: KubernetesRole;
  readonly attach: readonly AttachMetadataOption[];
}

export type Level = 'group' | 'target';

/** The labels of Kubernetes discovery that the real discoverer has set to something, by the level at which it did. */
export interface DiscoveredRun extends MetaLabelRun {
  readonly labels: ReadonlyMap<string, Level>;
}

interface Answer {
  readonly groups?: readonly {
    readonly labels: Readonly<Record<string, string>> | null;
    readonly targets: readonly Readonly<Record<string, string>>[] | null;
  }[];
  readonly error?: string;
}

/** Every role with nothing attached, with each option alone, and with all of them. */
const RUNS: readonly MetaLabelRun[] = KUBERNETES_ROLES.flatMap(role =>
  [[], ...ATTACH_METADATA_OPTIONS.map(option => [option]), ATTACH_METADATA_OPTIONS].map(attach => ({ role, attach })),
);

/** Lets the real discoverer do all runs. Throws when it refuses one. */
export async function* discoverMetaLabels(): AsyncIterable<DiscoveredRun> {
  const answers = askOracle<Answer>(RUNS.map(run => requestOf(run)));
  for (const run of RUNS) {
    const { value } = await answers.next();
    yield { ...run, labels: labelsIn(value) };
  }
  await answers.return(undefined);
}

function requestOf({ role, attach }: MetaLabelRun): object {
  const options = Object.fromEntries(attach.map(option => [option, true]));
  return { op: 'discovery', sd: { role, attach_metadata: options }, objects: META_LABEL_OBJECTS };
}

function labelsIn(answer: Answer | undefined): ReadonlyMap<string, Level> {
  if (!answer?.groups) throw new Error(`no discovery: ${answer?.error ?? 'no answer'}`);
  const seen = new Map<string, Level>();
  const add = (labels: Readonly<Record<string, string>> | null, level: Level) => {
    for (const [name, value] of Object.entries(labels ?? {})) {
      if (value !== '' && name.startsWith(META_LABEL_PREFIX)) seen.set(name, level);
    }
  };
  for (const group of answer.groups) {
    add(group.labels, 'group');
    for (const target of group.targets ?? []) add(target, 'target');
  }
  return seen;
}
