import { existsSync } from 'node:fs';
import path from 'node:path';

/** The programs that `npm run tools` builds. */
export type Tool = 'oracle' | 'prometheus' | 'promtool';

const FOLDER = path.resolve(import.meta.dirname, '../../.tools/bin');

/** Where the tool is, whether or not it has been built. */
export function toolPath(tool: Tool): string {
  return path.join(FOLDER, tool);
}

/** Where the file `name` that `npm run tools` captured from the upstream tests is. */
export function capturePath(name: string): string {
  return path.join(FOLDER, '..', 'captures', name);
}

/** Those of the tools that have not been built. */
export function missingTools(tools: readonly Tool[]): readonly Tool[] {
  return tools.filter(tool => !existsSync(toolPath(tool)));
}
