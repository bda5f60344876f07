import {
  type QuickPickItem,
  Range,
  Uri,
  WorkspaceEdit,
  type WorkspaceEditEntryMetadata,
  window,
  workspace,
} from 'vscode';
import type { AccessChange, AccessEdit, NeedName } from '../../protocol/access.ts';
import { askServer } from '../targets/ask-server.ts';
import { pickOne } from '../targets/ask-user.ts';
import type { AccessPort } from './access-port.ts';
import type { AccessView } from './access-view.ts';
import { generateRbac } from './generate-rbac.ts';

const GENERATE = 'Generate RBAC';

/** Lets the user choose an edit of the files that grants a need, and shows it before it is made. Nothing is saved. */
export async function fixAccess(port: AccessPort, view: AccessView, need: NeedName): Promise<void> {
  const edits = await askServer(port, 'prometheusKubernetes/accessFixes', need);
  const [only] = edits;
  if (!only) {
    const text = 'No edit of these files is known that would grant it. What is needed can be written anew.';
    void window
      .showInformationMessage(text, GENERATE)
      .then(choice => (choice === GENERATE ? generateRbac(port, view, need.configuration) : undefined));
    return;
  }
  const chosen = edits.length === 1 ? only : await pickEdit(edits);
  if (!chosen) return;
  if (!chosen.changes.every(isOfNow)) {
    void window.showInformationMessage('The files have changed meanwhile. Choose the edit again.');
    return;
  }
  const isMade = await workspace.applyEdit(workspaceEdit(chosen));
  if (isMade) await showFirst(chosen);
}

interface EditItem extends QuickPickItem {
  readonly edit: AccessEdit;
}

async function pickEdit(edits: readonly AccessEdit[]): Promise<AccessEdit | undefined> {
  const items = edits.map((edit): EditItem => {
    const files = edit.changes.map(({ uri }) => workspace.asRelativePath(Uri.parse(uri)));
    return { label: edit.title.replaceAll('`', ''), description: files.join(', '), edit };
  });
  const placeholder = 'The edit that grants it; it is shown before it is made';
  const picked = await pickOne({ title: 'Grant in Files', placeholder, items, active: items[0] });
  return picked?.edit;
}

/** Whether a change is of the text as it is now: a document may have been edited since it was made. */
function isOfNow(change: AccessChange): boolean {
  if (change.kind === 'create' || change.documentVersion === null) return true;
  const document = workspace.textDocuments.find(one => one.uri.toString() === Uri.parse(change.uri).toString());
  return document?.version === change.documentVersion;
}

function workspaceEdit({ title, changes }: AccessEdit): WorkspaceEdit {
  const edit = new WorkspaceEdit();
  const shownFirst: WorkspaceEditEntryMetadata = { needsConfirmation: true, label: title };
  for (const change of changes) {
    const uri = Uri.parse(change.uri);
    if (change.kind === 'create') {
      edit.createFile(uri, { overwrite: false, ignoreIfExists: false }, shownFirst);
      edit.insert(uri, new Range(0, 0, 0, 0).start, change.text, shownFirst);
    } else {
      for (const { range, newText } of change.edits) edit.replace(uri, rangeOf(range), newText, shownFirst);
    }
  }
  return edit;
}

/** What was changed is not saved: it is shown where it stands. */
async function showFirst({ changes }: AccessEdit): Promise<void> {
  const [first] = changes;
  if (!first) return;
  const at = first.kind === 'edit' ? first.edits[0]?.range : undefined;
  const uri = Uri.parse(first.uri);
  const isOpen = workspace.textDocuments.some(one => one.uri.toString() === uri.toString() && one.isDirty);
  if (!isOpen) return; // the preview was discarded
  const start = at ? rangeOf(at).start : undefined;
  await window.showTextDocument(uri, {
    preserveFocus: true,
    ...(start ? { selection: new Range(start, start) } : {}),
  });
}

function rangeOf({ start, end }: { readonly start: Position; readonly end: Position }): Range {
  return new Range(start.line, start.character, end.line, end.character);
}

interface Position {
  readonly line: number;
  readonly character: number;
}
