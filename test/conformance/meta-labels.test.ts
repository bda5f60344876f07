import { findMetaLabel, metaLabelsOf } from '../../src/prometheus/discovery/meta-labels.ts';
import { type Compared, comparison } from './comparison.ts';
import { type DiscoveredRun, discoverMetaLabels } from './meta-label-runs.ts';

/** Each label of the real discoverer must be in our table, at its level, and each of ours must have been seen. */
comparison({ label: 'meta labels known', required: 1, cases });

async function* cases(): AsyncIterable<Compared> {
  for await (const run of discoverMetaLabels()) yield* compared(run);
}

function* compared(run: DiscoveredRun): Iterable<Compared> {
  const ours = expected(run);
  const theirs = observed(run);
  const attach = run.attach.length === 0 ? 'nothing' : run.attach.join('+');
  for (const label of [...new Set([...ours.keys(), ...theirs.keys()])].toSorted()) {
    const id = `${run.role} with ${attach}: ${label}`;
    yield { id, ours: ours.get(label) ?? 'not set', theirs: theirs.get(label) ?? 'not set' };
  }
}

/** Label or family to the level at which the table says that it is set. */
function expected({ role, attach }: DiscoveredRun): ReadonlyMap<string, string> {
  return new Map(
    metaLabelsOf(role, new Set(attach)).map(label => {
      const source = label.sources.find(one => one.role === role);
      return [label.name, source?.level ?? 'none'];
    }),
  );
}

/** Label or family to the level at which the discoverer has set it; a name that we do not know stands for itself. */
function observed({ labels }: DiscoveredRun): ReadonlyMap<string, string> {
  const seen = new Map<string, string>();
  for (const [name, level] of labels) {
    const found = findMetaLabel(name);
    seen.set(found.kind === 'known' ? found.label.name : `${found.kind}: ${name}`, level);
  }
  return seen;
}
