import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { SNIPPETS } from '../language/snippets.ts';
import { PROJECT_ROOT } from './host/project-root.ts';

/** The file of the snippets that the extension contributes to YAML, relative to the project. */
export const SNIPPETS_FILE = 'snippets/prometheus-kubernetes.json';

/**
 * The snippets as VS Code reads them, https://code.visualstudio.com/docs/editing/userdefinedsnippets: JSON with a line
 * break at its end.
 */
export function snippetsJson(): string {
  const entries = SNIPPETS.map(({ name, prefix, description, body }) => [
    `Prometheus ${name}`,
    { prefix, description, body },
  ]);
  return `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`;
}

if (import.meta.main) await writeFile(path.join(PROJECT_ROOT, SNIPPETS_FILE), snippetsJson());
