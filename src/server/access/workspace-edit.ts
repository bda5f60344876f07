import {
  type ChangeAnnotation,
  type ClientCapabilities,
  CreateFile,
  type InitializeParams,
  TextDocumentEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import type { AccessChange } from '../../protocol/access.ts';
import type { ReadyAccessFix } from './access-desk.ts';

/** What the client can do with an edit. */
export interface EditAbilities {
  /** Versions of documents. */
  readonly versions: 'yes' | 'no';
  readonly createFiles: 'yes' | 'no';
  /** Asks the user before it changes what is not before their eyes. */
  readonly confirmation: 'yes' | 'no';
}

export const NO_ABILITIES: EditAbilities = { versions: 'no', createFiles: 'no', confirmation: 'no' };

export function editAbilities({ capabilities }: InitializeParams): EditAbilities {
  const edit: NonNullable<ClientCapabilities['workspace']>['workspaceEdit'] = capabilities.workspace?.workspaceEdit;
  const versions = edit?.documentChanges ? 'yes' : 'no';
  return {
    versions,
    createFiles: versions === 'yes' && edit?.resourceOperations?.includes('create') ? 'yes' : 'no',
    confirmation: versions === 'yes' && edit?.changeAnnotationSupport ? 'yes' : 'no',
  };
}

const OTHER_FILES = 'other-files';
const ANNOTATION: ChangeAnnotation = {
  label: 'Changes in other files',
  needsConfirmation: true,
  description: 'The access of Prometheus is settled by several files.',
};

/**
 * The fix as one edit of the client, or undefined where the client cannot do it. As soon as it changes another file than
 * that of `uri`, all of it is shown to the user first.
 */
export function workspaceEdit(
  { title, changes }: ReadyAccessFix,
  uri: string,
  able: EditAbilities,
): WorkspaceEdit | undefined {
  if (able.versions === 'no') return plainEdit(changes);
  if (able.createFiles === 'no' && changes.some(({ kind }) => kind === 'create')) return undefined;
  const isElsewhere = changes.some(change => change.uri !== uri);
  const annotationId = isElsewhere && able.confirmation === 'yes' ? OTHER_FILES : undefined;
  const documentChanges = changes.flatMap(change => documentChange(change, annotationId));
  if (annotationId === undefined) return { documentChanges };
  return { documentChanges, changeAnnotations: { [annotationId]: { ...ANNOTATION, label: title } } };
}

function plainEdit(changes: readonly AccessChange[]): WorkspaceEdit | undefined {
  const byUri: Record<string, { range: OfferedRange; newText: string }[]> = {};
  for (const change of changes) {
    if (change.kind === 'create') return undefined;
    byUri[change.uri] = [...(byUri[change.uri] ?? []), ...change.edits];
  }
  return { changes: byUri };
}

type OfferedRange = Extract<AccessChange, { kind: 'edit' }>['edits'][number]['range'];

function documentChange(
  change: AccessChange,
  annotationId: string | undefined,
): NonNullable<WorkspaceEdit['documentChanges']> {
  const annotated = annotationId === undefined ? {} : { annotationId };
  if (change.kind === 'edit') {
    const edits = change.edits.map(edit => ({ ...edit, ...annotated }));
    return [TextDocumentEdit.create({ uri: change.uri, version: change.documentVersion }, edits)];
  }
  const start = { line: 0, character: 0 };
  const text = { range: { start, end: start }, newText: change.text, ...annotated };
  const options = { overwrite: false, ignoreIfExists: false };
  return [
    annotationId === undefined
      ? CreateFile.create(change.uri, options)
      : CreateFile.create(change.uri, options, annotationId),
    TextDocumentEdit.create({ uri: change.uri, version: null }, [text]),
  ];
}
