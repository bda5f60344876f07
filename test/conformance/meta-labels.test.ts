import type { AttachMetadataOption, KubernetesRole } from '../../src/prometheus/config/kubernetes-sd-config.ts';
import { ATTACH_METADATA_OPTIONS, KUBERNETES_ROLES } from '../../src/prometheus/config/kubernetes-sd-config.ts';
import { findMetaLabel, META_LABEL_PREFIX, metaLabelsOf } from '../../src/prometheus/discovery/meta-labels.ts';
import type { Compared } from './comparison.ts';
import { comparison } from './comparison.ts';
import { META_LABEL_OBJECTS } from './meta-label-objects.ts';
import { askOracle } from './oracle.ts';

interface Group {
  readonly labels: Readonly<Record<string, string>> | null;
  readonly targets: readonly Readonly<Record<string, string>>[] | null;
}

interface Answer {
  readonly groups?: readonly Group[];
  readonly error?: string;
}

interface Run {
  readonly role: KubernetesRole;
  readonly attach: readonly AttachMetadataOption[];
}

/** Every role with nothing attached, with each option alone, and with all of them. */
const RUNS: readonly Run[] = KUBERNETES_ROLES.flatMap(role =>
  [[], ...ATTACH_METADATA_OPTIONS.map(option => [option]), ATTACH_METADATA_OPTIONS].map(attach => ({ role, attach })),
);

/** The oracle's objects make the real discoverer set every label that it knows: each must be ours, and each of ours seen. */
comparison({ label: 'meta labels known', required: 1, cases });

async function* cases(): AsyncIterable<Compared> {
  const answers = askOracle<Answer>(RUNS.map(run => requestOf(run)));
  for (const run of RUNS) {
    const { value } = await answers.next();
    yield* compared(run, value);
  }
  await answers.return(undefined);
}

function requestOf(run: Run): object {
  const attach = Object.fromEntries(run.attach.map(option => [option, true]));
  return { op: 'discovery', sd: { role: run.role, attach_metadata: attach }, objects: META_LABEL_OBJECTS };
}

function* compared(run: Run, answer: Answer | undefined): Iterable<Compared> {
  const ours = expected(run);
  const theirs = observed(answer);
  const attach = run.attach.length === 0 ? 'nothing' : run.attach.join('+');
  for (const label of [...new Set([...ours.keys(), ...theirs.keys()])].toSorted()) {
    const id = `${run.role} with ${attach}: ${label}`;
    yield { id, ours: ours.get(label) ?? 'not set', theirs: theirs.get(label) ?? 'not set' };
  }
}

/** Label or family to the level at which the table says that it is set. */
function expected(run: Run): ReadonlyMap<string, string> {
  const attach = new Set(run.attach);
  return new Map(
    metaLabelsOf(run.role, attach).map(label => {
      const source = label.sources.find(one => one.role === run.role);
      return [label.name, source?.level ?? 'none'];
    }),
  );
}

/** Label or family to the level at which the discoverer has set it; a name that we do not know stands for itself. */
function observed(answer: Answer | undefined): ReadonlyMap<string, string> {
  const seen = new Map<string, string>();
  if (!answer?.groups) return new Map([[`no answer: ${answer?.error ?? ''}`, 'error']]);
  const add = (labels: Readonly<Record<string, string>> | null, level: string) => {
    for (const [name, value] of Object.entries(labels ?? {})) {
      if (value === '' || !name.startsWith(META_LABEL_PREFIX)) continue;
      const found = findMetaLabel(name);
      seen.set(found.kind === 'known' ? found.label.name : `${found.kind}: ${name}`, level);
    }
  };
  for (const group of answer.groups) {
    add(group.labels, 'group');
    for (const target of group.targets ?? []) add(target, 'target');
  }
  return seen;
}
