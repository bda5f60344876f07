import { type LogOutputChannel, window } from 'vscode';

/** Tells the user that a command has failed, and the log how. */
export async function tellFailure(log: LogOutputChannel, command: string, error: unknown): Promise<void> {
  log.error(`${command} failed`, error);
  const show = 'Show Log';
  const text = error instanceof Error ? error.message : String(error);
  const answer = await window.showErrorMessage(`That did not work: ${text}`, show);
  if (answer === show) log.show();
}
