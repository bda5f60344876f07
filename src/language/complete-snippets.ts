import type { Cursor, CursorStep } from '../schema/cursor.ts';
import type { Proposal } from './proposal.ts';
import { SNIPPETS, type SnippetScope } from './snippets.ts';

/** Which list takes the snippets of a scope, from the root. */
const LISTS: readonly { readonly scope: SnippetScope; readonly path: readonly string[] }[] = [
  { scope: 'job', path: ['scrape_configs'] },
  { scope: 'sd', path: ['scrape_configs', '*', 'kubernetes_sd_configs'] },
  { scope: 'relabel', path: ['scrape_configs', '*', 'relabel_configs'] },
];

/** The snippets that fit where the cursor stands: at the start of an item, or where the next item's dash would be. */
export function completeSnippets(cursor: Cursor): readonly Proposal[] {
  if (cursor.at !== 'key' || cursor.flow || cursor.hasColon || cursor.present.size > 0) return [];
  const scope = LISTS.find(({ path }) => isIn(cursor.path, cursor.behindDash ? [...path, '*'] : path))?.scope;
  if (!scope) return [];
  const indent = ' '.repeat(Math.max(0, cursor.behindDash ? cursor.column - 2 : cursor.column));
  return SNIPPETS.filter(snippet => snippet.scope === scope).map(({ name, prefix, description, body }) => {
    const [first = '', ...rest] = body;
    // Snippets of the whole language have the prefix; here the place says that they are Prometheus'.
    const label = prefix.replace(/^prom-/, '');
    const head = cursor.behindDash ? first.replace(/^- /, '') : first;
    return {
      kind: 'snippet',
      label,
      detail: name,
      documentation: description,
      filter: label,
      replaces: cursor.replaces,
      snippet: [head, ...rest.map(line => (line === '' ? '' : indent + line))].join('\n'),
    };
  });
}

function isIn(path: readonly CursorStep[], wanted: readonly string[]): boolean {
  return (
    path.length === wanted.length && path.every((step, at) => (step.kind === 'item' ? '*' : step.name) === wanted[at])
  );
}
