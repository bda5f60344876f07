import { ATTACH_METADATA_OFF } from '../../src/lint/attach-metadata-off.ts';
import { LABEL_NOT_SET_BY_ROLE } from '../../src/lint/label-not-set-by-role.ts';
import { UNKNOWN_META_LABEL } from '../../src/lint/unknown-meta-label.ts';
import { readPrometheusConfig } from '../../src/prometheus/config/read.ts';
import { parseSource } from '../../src/yaml/source.ts';
import { type Compared, comparison } from './comparison.ts';
import { type DiscoveredRun, discoverMetaLabels } from './meta-label-runs.ts';

const LINTS = [UNKNOWN_META_LABEL, LABEL_NOT_SET_BY_ROLE, ATTACH_METADATA_OFF];

/** Rules in a job. */
const RULES = 200;

/**
 * Every label that some run sets, and misspellings of each, in a rule of a job like each run: a lint must call it empty
 * where the real discoverer has not set it, and be silent where it has.
 */
comparison({ label: 'empty labels found', required: 1, cases });

async function* cases(): AsyncIterable<Compared> {
  const runs: DiscoveredRun[] = [];
  for await (const run of discoverMetaLabels()) runs.push(run);
  const real = new Set(runs.flatMap(run => [...run.labels.keys()]));
  const names = [...real, ...[...real].flatMap(misspellings).filter(name => !real.has(name))];
  const all = [...new Set(names)].toSorted();
  for (const run of runs) {
    for (let at = 0; at < all.length; at += RULES) yield* compared(run, all.slice(at, at + RULES));
  }
}

function misspellings(name: string): readonly string[] {
  const last = name.length - 1;
  return [`_${name}`, name.slice(1), name.replace('kubernetes', 'kubernets'), name.replace(/_name$/, '.name')].concat(
    /label|annotation|topology|condition|address_[IH]/.test(name)
      ? []
      : [`${name.slice(0, last)}${name[last]}_`, `${name}x`],
  );
}

function* compared(run: DiscoveredRun, names: readonly string[]): Iterable<Compared> {
  const attach = run.attach.map(option => `${option}: true`).join(', ');
  const file = parseSource(
    `scrape_configs:
- job_name: a
  kubernetes_sd_configs: [{role: ${run.role}, attach_metadata: {${attach}}}]
  relabel_configs:
${names.map(name => `  - {source_labels: ["${name}"], regex: .+, action: keep}`).join('\n')}
`,
    'prometheus',
  );
  for (const document of file.documents) {
    const [job] = readPrometheusConfig(document).scrapeConfigs;
    const findings = job ? LINTS.flatMap(lint => lint.check(job, { file, document, version: 'unknown' })) : [];
    const empty = findings.map(({ data }) => data['label']);
    for (const name of names) {
      const times = empty.filter(label => label === name).length;
      const ours = times === 0 ? 'set' : times === 1 ? 'empty' : `${times} findings`;
      yield { id: `${run.role} with {${attach}}: ${name}`, ours, theirs: run.labels.has(name) ? 'set' : 'empty' };
    }
  }
}
