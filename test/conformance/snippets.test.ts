import { parseAllDocuments } from 'yaml';
import { expandSnippet } from '../../src/language/expand-snippet.ts';
import { SNIPPETS, type Snippet } from '../../src/language/snippets.ts';
import { type Compared, comparison } from './comparison.ts';
import { askOracle } from './oracle.ts';

interface Answer {
  readonly ok?: boolean;
  readonly error?: string;
}

const AROUND = {
  job: { before: 'scrape_configs:\n', indent: '  ' },
  sd: { before: 'scrape_configs:\n  - job_name: any\n    kubernetes_sd_configs:\n', indent: '      ' },
  relabel: {
    before: 'scrape_configs:\n  - job_name: any\n    kubernetes_sd_configs:\n      - role: pod\n    relabel_configs:\n',
    indent: '      ',
  },
} as const;

comparison({ label: 'snippets that load', required: 1, cases });

/** Each snippet with its defaults: that it loads is our claim; Prometheus says whether it does. */
async function* cases(): AsyncIterable<Compared> {
  const configs = SNIPPETS.map(configOf);
  const requests = configs.map(text => ({ op: 'config', text }));
  let index = 0;
  for await (const answer of askOracle<Answer>(requests)) {
    const snippet = SNIPPETS[index];
    const errors = snippet?.scope === 'manifest' ? manifestErrors(snippet) : [];
    const theirs = errors.length > 0 ? { errors } : answer;
    yield { id: snippet?.prefix ?? 'one answer too many', ours: { ok: true }, theirs };
    index++;
  }
}

/** The prometheus.yml in which the snippet stands, or that it contains; an empty one for other manifests. */
function configOf(snippet: Snippet): string {
  const text = expandSnippet(snippet.body.join('\n'));
  if (snippet.scope !== 'manifest') {
    const { before, indent } = AROUND[snippet.scope];
    return `${before}${text.replaceAll(/^/gm, indent)}\n`;
  }
  const embedded = parseAllDocuments(text).map(document => document.getIn(['data', 'prometheus.yml']));
  return embedded.find(one => typeof one === 'string') ?? 'global: {}\n';
}

/** What is wrong with the objects of a manifest: syntax, or no kind, version or name. */
function manifestErrors(snippet: Snippet): readonly string[] {
  return parseAllDocuments(expandSnippet(snippet.body.join('\n'))).flatMap(document => [
    ...document.errors.map(error => error.message),
    ...[['apiVersion'], ['kind'], ['metadata', 'name']].flatMap(path =>
      typeof document.getIn(path) === 'string' ? [] : [`no ${path.join('.')}`],
    ),
  ]);
}
