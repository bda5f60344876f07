import { type Disposable, extensions, workspace } from 'vscode';
import type { ManifestTool } from '../protocol/manifest-tool.ts';
import type { LanguageServer } from './language-server.ts';

const YAML = 'redhat.vscode-yaml';
/** Gives the YAML extension a schema for every manifest. */
const KUBERNETES = 'ms-kubernetes-tools.vscode-kubernetes-tools';
const SCHEMAS = 'yaml.schemas';
/** `kubernetes`, which the YAML extension knows itself, or the URL or path of one of the published sets of schemas. */
const OF_KUBERNETES = /kubernetes/i;

/**
 * Whether another extension judges Kubernetes manifests: the YAML extension, when it has a schema for them by its settings
 * or by the Kubernetes extension.
 */
export function otherManifestTool(): ManifestTool {
  if (!extensions.getExtension(YAML)) return 'absent';
  if (extensions.getExtension(KUBERNETES)) return 'present';
  const scopes = [undefined, ...(workspace.workspaceFolders ?? []).map(({ uri }) => uri)];
  const schemas = scopes.flatMap(scope => Object.keys(workspace.getConfiguration(undefined, scope).get(SCHEMAS) ?? {}));
  return schemas.some(schema => OF_KUBERNETES.test(schema)) ? 'present' : 'absent';
}

/** Tells the language server of the other tool, at each of its starts and whenever it comes or goes. */
export class ManifestToolNews implements Disposable {
  readonly #listeners: readonly Disposable[];

  constructor(server: LanguageServer) {
    const tell = () => void server.notify('prometheusKubernetes/otherManifestTool', { tool: otherManifestTool() });
    this.#listeners = [
      server.onDidChangeState(state => state === 'running' && tell()),
      extensions.onDidChange(tell),
      workspace.onDidChangeConfiguration(change => change.affectsConfiguration(SCHEMAS) && tell()),
      workspace.onDidChangeWorkspaceFolders(tell),
    ];
  }

  dispose(): void {
    for (const each of this.#listeners) each.dispose();
  }
}
