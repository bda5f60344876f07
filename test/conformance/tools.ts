import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The programs that `npm run tools` builds. */
export type Tool = 'oracle' | 'kustomize' | 'prometheus' | 'promtool' | (typeof CLUSTER_TOOLS)[number];

/** Those that make a control plane. */
export const CLUSTER_TOOLS = ['etcd', 'kube-apiserver', 'kube-controller-manager'] as const;

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

/**
 * The folder of the Go module `name`, as the tools require it, where its own test data is: for
 * `github.com/prometheus/prometheus` the valid and invalid files of `config/testdata`. Throws when there is none.
 */
export function modulePath(name: string): string {
  const file = path.join(FOLDER, '..', 'modules.json');
  if (!existsSync(file)) throw new Error('The folders of the Go modules are not known: run `npm run tools` once.');
  const folder = (JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, string>>)[name];
  if (folder === undefined) throw new Error(`test/tools/go.mod does not require ${name}`);
  return folder;
}
