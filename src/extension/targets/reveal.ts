import { Range, Uri, window } from 'vscode';
import type { ConfigPlace, ReportAnswer } from '../../protocol/targets.ts';
import { askServer } from './ask-server.ts';
import type { ReportDocuments } from './report-documents.ts';
import type { TargetsPort } from './targets-port.ts';
import type { RowNode } from './targets-tree.ts';

/** Shows in the editor what a row stands for: the job, the rule, or the object as read from the cluster. */
export async function revealInEditor(port: TargetsPort, reports: ReportDocuments, node: RowNode): Promise<void> {
  const { row } = node;
  switch (row.kind) {
    case 'configuration':
      await window.showTextDocument(Uri.parse(row.uri), { preview: true, preserveFocus: true });
      return;
    case 'job':
    case 'target':
    case 'reason':
    case 'discovered':
      return openPlace(port, row.place);
    case 'object': {
      const answer = await askServer(port, 'prometheusKubernetes/object', row.object);
      return showReport(reports, answer, 'yaml');
    }
    default:
      return;
  }
}

/** Selects the beginning of a place of a configuration. The keyboard stays where it is. */
export async function openPlace(port: Pick<TargetsPort, 'server'>, place: ConfigPlace): Promise<void> {
  const found = await askServer(port, 'prometheusKubernetes/locate', place);
  if (!found) {
    window.setStatusBarMessage(`The text no longer has the job ${place.job}.`, 5000);
    return;
  }
  const { start, end } = found.range;
  await window.showTextDocument(Uri.parse(found.uri), {
    selection: new Range(start.line, start.character, end.line, end.character),
    preview: true,
    preserveFocus: true,
  });
}

/** Shows a report, or why there is none. */
export async function showReport(
  reports: ReportDocuments,
  answer: ReportAnswer,
  language: 'yaml' | 'plaintext',
): Promise<void> {
  if (answer.ok) await reports.show(answer.report, language);
  else void window.showWarningMessage(answer.message);
}
