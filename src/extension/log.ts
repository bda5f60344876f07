import { type LogOutputChannel, window } from 'vscode';

/** The output channel of the extension; its level is set with "Developer: Set Log Level…". */
export function createLog(): LogOutputChannel {
  return window.createOutputChannel('Kubernetes Tools for Prometheus', { log: true });
}
