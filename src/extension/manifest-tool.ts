import { type Disposable, extensions, workspace } from 'vscode';
import type { ManifestTool } from '../protocol/manifest-tool.ts';
import { judgesManifests } from './judges-manifests.ts';
import type { LanguageServer } from './language-server.ts';

const SCHEMAS = 'yaml.schemas';

/** Whether another extension judges Kubernetes manifests as things are now. */
export function otherManifestTool(): ManifestTool {
  const scopes = [undefined, ...(workspace.workspaceFolders ?? []).map(({ uri }) => uri)];
  const schemas = scopes.flatMap(scope => Object.keys(workspace.getConfiguration(undefined, scope).get(SCHEMAS) ?? {}));
  return judgesManifests({ hasExtension: id => extensions.getExtension(id) !== undefined, schemas });
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
