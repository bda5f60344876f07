import { type CancellationToken, type Uri, workspace } from 'vscode';

/** How files are named that hold a recorded cluster. */
export const RECORDING_SUFFIX = '.prometheus-snapshot.json';

/** The recordings in the workspace, at most `limit`. */
export async function findRecordings(limit: number, token: CancellationToken): Promise<readonly Uri[]> {
  return workspace.findFiles(`**/*${RECORDING_SUFFIX}`, '**/node_modules/**', limit, token);
}
