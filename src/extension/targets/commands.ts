import { commands, window } from 'vscode';
import type { ConfigPlace } from '../../protocol/targets.ts';
import { askInput } from './ask-user.ts';
import { chooseNamespaces } from './choose-namespaces.ts';
import { editEffectOf, placeOf, textOf } from './command-arguments.ts';
import type { TargetsCommand } from './command-names.ts';
import { type Copied, copy, copyOf } from './copy.ts';
import { newConfiguration } from './new-configuration.ts';
import { openPlace, revealInEditor } from './reveal.ts';
import { selectContext } from './select-context.ts';
import type { SnapshotFiles } from './snapshot-files.ts';
import { RowNode } from './targets-tree.ts';
import type { TargetsView } from './targets-view.ts';
import { type ReportTools, showEditEffect, traceLabels, traceRow } from './trace.ts';

export interface CommandTools extends ReportTools {
  readonly view: TargetsView;
  readonly snapshots: SnapshotFiles;
}

/** Takes the first argument of the command, whatever it is. */
export type CommandBody = (argument: unknown) => Promise<void>;

/** What the commands of the view do. */
export function targetsCommands(tools: CommandTools): Readonly<Record<TargetsCommand, CommandBody>> {
  const { port, view, snapshots, reports } = tools;
  const onRow = (body: (node: RowNode) => Promise<void> | void) => async (argument: unknown) => {
    const node = rowOf(tools, argument);
    if (node) await body(node);
  };
  const copies = (what: Copied) => onRow(node => copyOf(what, node));
  return {
    'prometheusKubernetes.showTargets': argument => showTargets(tools, placeOf(argument)),
    'prometheusKubernetes.refreshTargets': async () => {
      await port.server.start();
      await port.server.notify('prometheusKubernetes/refreshTargets', {});
    },
    'prometheusKubernetes.selectContext': () => selectContext(port),
    'prometheusKubernetes.chooseNamespaces': argument => chooseNamespaces(port, textOf(argument)),
    'prometheusKubernetes.setKubeconfig': openKubeconfigSetting,
    'prometheusKubernetes.filterTargets': () => filterTargets(view),
    'prometheusKubernetes.clearTargetsFilter': async () => view.setFilter(''),
    'prometheusKubernetes.showMoreTargets': onRow(node => view.showMore(node)),
    'prometheusKubernetes.copyTargetUrl': copies('url'),
    'prometheusKubernetes.copyTargetLabels': copies('labels'),
    'prometheusKubernetes.copyLabelName': copies('name'),
    'prometheusKubernetes.copyLabelValue': copies('value'),
    'prometheusKubernetes.copyAdvice': async argument => copy(textOf(argument) ?? '', 'command'),
    'prometheusKubernetes.revealInEditor': onRow(node => revealInEditor(port, reports, node)),
    'prometheusKubernetes.revealJob': argument => showTargets(tools, placeOf(argument)),
    'prometheusKubernetes.showTrace': onRow(node => traceRow(tools, node)),
    'prometheusKubernetes.traceLabels': argument => traceOrExplain(tools, argument),
    'prometheusKubernetes.showEditEffect': argument =>
      showEditEffect(tools, argument instanceof RowNode ? argument : editEffectOf(argument)),
    'prometheusKubernetes.newConfiguration': newConfiguration,
    'prometheusKubernetes.recordSnapshot': () => snapshots.record(),
    'prometheusKubernetes.openSnapshot': async argument => {
      if (await snapshots.open(textOf(argument))) await view.open();
    },
    'prometheusKubernetes.closeSnapshot': () => snapshots.close(),
  };
}

/** The row that a menu names, or the selected one when a key or the palette names none. */
function rowOf({ port }: CommandTools, argument: unknown): RowNode | undefined {
  if (argument instanceof RowNode) return argument;
  const [selected] = port.view.selection;
  return selected instanceof RowNode ? selected : undefined;
}

/** Opens the view and, where it has the job, selects and expands it; else the job is shown in the text. */
async function showTargets({ port, view }: CommandTools, place: ConfigPlace | undefined): Promise<void> {
  const face = await view.open();
  if (!place || face.name !== 'rows') return;
  let job = await view.tree.findJob(place);
  if (!job && view.tree.filter !== '') {
    view.setFilter(''); // it hides the job that is asked for
    job = await view.tree.findJob(place);
  }
  if (job) await view.reveal(job);
  else await openPlace(port, place);
}

async function filterTargets(view: TargetsView): Promise<void> {
  await askInput({
    title: 'Filter Targets',
    prompt: 'Only targets whose address, labels or object contain this are shown. Leave it empty for all.',
    placeholder: 'Such as checkout',
    value: view.tree.filter,
    accept: async text => {
      view.setFilter(text.trim());
      return null;
    },
  });
}

async function traceOrExplain(tools: CommandTools, argument: unknown): Promise<void> {
  const found = await traceLabels(tools, argument instanceof RowNode ? argument : undefined);
  if (!found)
    void window.showInformationMessage('There is no Prometheus configuration whose rules the labels could go through.');
}

async function openKubeconfigSetting(): Promise<void> {
  await commands.executeCommand('workbench.action.openSettings', 'prometheusKubernetes.cluster.kubeconfig');
}
