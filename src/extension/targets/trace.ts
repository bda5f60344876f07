import type { EditEffectRequest } from '../../protocol/targets.ts';
import { askServer } from './ask-server.ts';
import { askInput, pickOne } from './ask-user.ts';
import { chooseJob, meantConfigurations } from './choose-job.ts';
import type { ReportDocuments } from './report-documents.ts';
import { showReport } from './reveal.ts';
import type { TargetsPort } from './targets-port.ts';
import type { RowNode, TargetsTree } from './targets-tree.ts';

/** What commands that show reports need. */
export interface ReportTools {
  readonly port: TargetsPort;
  readonly tree: TargetsTree;
  readonly reports: ReportDocuments;
}

/** Shows the labels of a row through every rule. */
export async function traceRow({ port, reports }: ReportTools, { id }: RowNode): Promise<void> {
  const answer = await askServer(port, 'prometheusKubernetes/trace', { of: 'row', row: id });
  await showReport(reports, answer, 'plaintext');
}

/** Asks for labels and shows them through every rule of a job. Resolves to false where there is no job to choose. */
export async function traceLabels(tools: ReportTools, node: RowNode | undefined): Promise<boolean> {
  const { port, tree, reports } = tools;
  const place = await chooseJob(port, tree, node);
  if (!place) return (await tree.configurations()).length > 0;
  await askInput({
    title: `Trace Pasted Labels: ${place.job}`,
    prompt:
      'Labels as discovery finds them, before the first rule; those of the “Service Discovery” page of Prometheus do.',
    placeholder: '{__address__="10.0.0.1:80", __meta_kubernetes_namespace="shop"}',
    value: '',
    accept: async text => {
      const answer = await askServer(port, 'prometheusKubernetes/trace', { of: 'labels', place, text });
      if (!answer.ok) return answer.message;
      await showReport(reports, answer, 'plaintext');
      return null;
    },
  });
  return true;
}

/** Shows what the edits that are not saved do: of what a lens or a row names, or else of the configuration that is meant. */
export async function showEditEffect(
  tools: ReportTools,
  wanted: EditEffectRequest | RowNode | undefined,
): Promise<void> {
  const request = wanted && 'configuration' in wanted ? wanted : await editMeant(tools.tree, wanted);
  if (!request) return;
  const answer = await askServer(tools.port, 'prometheusKubernetes/editEffect', request);
  await showReport(tools.reports, answer, 'plaintext');
}

async function editMeant(tree: TargetsTree, node: RowNode | undefined): Promise<EditEffectRequest | undefined> {
  if (node && 'place' in node.row) return { configuration: node.row.place.configuration, job: node.row.place.job };
  const items = (await meantConfigurations(tree, node)).flatMap(({ node: { row } }) =>
    row.kind === 'configuration'
      ? [{ label: row.name, description: row.folder, request: { configuration: row.configuration, job: null } }]
      : [],
  );
  const [only] = items;
  if (items.length <= 1) return only?.request;
  const placeholder = 'The configuration whose edits count';
  const picked = await pickOne({ title: 'Show Edit Effect', placeholder, items, active: only });
  return picked?.request;
}
