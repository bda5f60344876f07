import { env } from 'vscode';
import { askServer } from '../targets/ask-server.ts';
import { askInput } from '../targets/ask-user.ts';
import type { ReportDocuments } from '../targets/report-documents.ts';
import type { AccessPort } from './access-port.ts';
import { forbiddenMessageOf } from './forbidden-line.ts';
import { forbiddenReport } from './forbidden-report.ts';

/**
 * Shows what a refusal means for the configurations. Without a message it is asked for: what the clipboard holds stands in
 * the box already if it is one.
 */
export async function explainForbidden(
  port: AccessPort,
  reports: ReportDocuments,
  message: string | null,
): Promise<void> {
  const wrong = message === null ? '' : await explain(port, reports, message);
  if (message !== null && wrong === null) return;
  await askInput({
    title: 'Explain Forbidden Message',
    prompt: wrong || 'A message that says what a user may not, from the log of Prometheus or from kubectl.',
    placeholder: 'pods is forbidden: User "system:serviceaccount:monitoring:prometheus" cannot list resource "pods" …',
    value: message ?? forbiddenMessageOf(await env.clipboard.readText()),
    accept: text => explain(port, reports, text),
  });
}

/** Null when it has been shown, or else what is wrong. */
async function explain(port: AccessPort, reports: ReportDocuments, message: string): Promise<string | null> {
  const answer = await askServer(port, 'prometheusKubernetes/explainForbidden', { message });
  if (!answer.ok) return answer.message;
  await reports.show(forbiddenReport(answer.text, answer.places), 'plaintext');
  return null;
}
