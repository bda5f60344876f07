import { workspace } from 'vscode';
import type { WorkspaceFiles } from '../protocol/targets.ts';

/** The files of the workspace that may hold a configuration, or say what is applied together. */
export const WORKSPACE_YAML = '**/{*.yml,*.yaml,Kustomization}';
/** Packages bring YAML files of their own by the hundred; `files.exclude` counts as well. */
const EXCLUDED = '**/node_modules/**';
const DEFAULT_LIMIT = 2000;
const LARGEST_LIMIT = 20_000;

/** Finds the YAML files of all folders of the workspace: at most as many as `prometheusKubernetes.targets.maxFiles` says. */
export async function workspaceFiles(): Promise<WorkspaceFiles> {
  const wanted = workspace.getConfiguration('prometheusKubernetes').get('targets.maxFiles', DEFAULT_LIMIT);
  const limit = Math.min(Math.max(1, Math.floor(Number(wanted)) || DEFAULT_LIMIT), LARGEST_LIMIT);
  const found = await workspace.findFiles(WORKSPACE_YAML, EXCLUDED, limit + 1);
  const uris = found.map(uri => uri.toString()).toSorted();
  return { uris: uris.slice(0, limit), scan: uris.length > limit ? 'cut' : 'complete' };
}
