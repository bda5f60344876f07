import type { TreeDataProvider } from 'vscode';
import { placeOf, textOf } from '../targets/command-arguments.ts';
import { copy } from '../targets/copy.ts';
import type { ReportDocuments } from '../targets/report-documents.ts';
import { configurationOf, needOf } from './access-arguments.ts';
import { AccessNode, accessTreeItem } from './access-node.ts';
import type { AccessPort } from './access-port.ts';
import { AccessView } from './access-view.ts';
import type { AccessCommand } from './command-names.ts';
import { explainForbidden } from './explain-forbidden.ts';
import { fixAccess } from './fix-access.ts';
import { generateRbac } from './generate-rbac.ts';
import { openRowPlace } from './open-row-place.ts';

/** What is behind the Access view. */
export interface Access {
  readonly provider: Required<Pick<TreeDataProvider<AccessNode>, 'getChildren' | 'getTreeItem' | 'getParent'>>;
  readonly run: (command: AccessCommand, argument: unknown) => Promise<void>;
  readonly noteNews: (missing: number) => void;
  readonly dispose: () => void;
}

/** Everything behind the view and its commands. Reports are shown where those of the targets are. */
export function createAccess(port: AccessPort, reports: ReportDocuments): Access {
  const view = new AccessView(port);
  const onRow = (body: (node: AccessNode) => Promise<void>) => async (argument: unknown) => {
    const node = argument instanceof AccessNode ? argument : port.view.selection[0];
    if (node) await body(node);
  };
  const bodies: Readonly<Record<AccessCommand, (argument: unknown) => Promise<void>>> = {
    'prometheusKubernetes.checkAccess': () => view.check(),
    'prometheusKubernetes.fixAccess': async argument => {
      const need = needOf(argument ?? port.view.selection[0]);
      if (need) await fixAccess(port, view, need);
    },
    'prometheusKubernetes.generateRbac': argument => generateRbac(port, view, configurationOf(argument)),
    'prometheusKubernetes.explainForbidden': argument => explainForbidden(port, reports, textOf(argument)),
    'prometheusKubernetes.revealAccess': async argument => {
      const place = placeOf(argument);
      if (place) await view.revealJob(place.configuration, place.job);
    },
    'prometheusKubernetes.openAccessPlace': onRow(({ row }) => openRowPlace(row.place)),
    'prometheusKubernetes.copyAccess': onRow(async ({ row }) => {
      if (row.copied !== '') await copy(row.copied, 'text');
    }),
  };
  return {
    provider: {
      getChildren: node => view.children(node),
      getTreeItem: accessTreeItem,
      getParent: node => node.parent,
    },
    run: (command, argument) => bodies[command](argument),
    noteNews: missing => view.noteNews(missing),
    dispose: () => view.dispose(),
  };
}
