import { env, Uri } from 'vscode';
import type { AccessRequests } from '../../protocol/access.ts';
import { askServer } from '../targets/ask-server.ts';
import { askInput } from '../targets/ask-user.ts';
import type { ReportDocuments, ShownReport } from '../targets/report-documents.ts';
import type { AccessPort } from './access-port.ts';
import { forbiddenMessageOf } from './forbidden-line.ts';

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
  await reports.show(reportOf(answer), 'markdown');
  return null;
}

type Explained = Extract<AccessRequests['prometheusKubernetes/explainForbidden']['result'], { ok: true }>;

function reportOf({ text, links }: Explained): ShownReport {
  return { title: 'Forbidden', text, links: links.map(linkOf), marks: [] };
}

function linkOf(link: Explained['links'][number]): ShownReport['links'][number] {
  const { line } = link;
  if (link.kind === 'fixes') {
    const target = Uri.parse(`command:prometheusKubernetes.fixAccess?${encodeURIComponent(JSON.stringify(link.need))}`);
    return { line, target, tooltip: 'Choose an edit' };
  }
  const { start } = link.at.range;
  const target = Uri.parse(link.at.uri).with({ fragment: `L${start.line + 1},${start.character + 1}` });
  return { line, target, tooltip: 'Open' };
}
