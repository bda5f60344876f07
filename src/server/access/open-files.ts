import path from 'node:path';
import type { WorkspaceFiles } from '../../protocol/targets.ts';
import type { OpenDocument } from '../open-documents.ts';
import type { ServerSettings } from '../settings.ts';
import { fileName, pathOf, type WorkspaceFolder } from '../targets/workspace-folders.ts';
import type { FileList, FilePlace, ListedFile, OpenText } from './access-desk.ts';
import { accountSetting } from './account-settings.ts';

/** More than these are not listed. */
const MOST_FILES = 20_000;

/** Where a file is in the workspace; undefined for one that is in none of its folders. The innermost folder counts. */
export function placeInWorkspace(
  uri: string,
  folders: readonly WorkspaceFolder[],
): { readonly disk: string; readonly path: string; readonly folder: string } | undefined {
  const disk = pathOf(uri);
  if (disk === undefined) return undefined;
  const inside = folders.flatMap(folder => {
    const root = pathOf(folder.uri);
    const relative = root === undefined ? '..' : path.relative(root, disk);
    const isOutside = relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative);
    return isOutside ? [] : [{ disk, path: relative.split(path.sep).join('/'), folder: folder.uri }];
  });
  return inside.sort((a, b) => a.path.length - b.path.length)[0];
}

/** The files that a client has listed, with the settings of their folders; those of a folder that is switched off are left out. */
export async function fileList(
  answer: WorkspaceFiles | undefined,
  folders: readonly WorkspaceFolder[],
  settingsOf: (uri: string) => Promise<ServerSettings>,
): Promise<FileList> {
  if (!answer) return { files: [], extent: 'part' };
  const settings = new Map<string, ServerSettings>();
  for (const { uri } of folders) settings.set(uri, await settingsOf(uri));
  const files = answer.uris.slice(0, MOST_FILES).flatMap((uri): readonly ListedFile[] => {
    const place = placeInWorkspace(uri, folders);
    const own = place && settings.get(place.folder);
    if (!place || !own?.enabled) return [];
    const account = accountSetting(own.accounts, place.path);
    return [{ uri, ...place, ...shownName(uri, folders), version: own.version, account }];
  });
  return { files, extent: answer.scan === 'cut' || answer.uris.length > MOST_FILES ? 'part' : 'whole' };
}

/** The document for the desk. One that is in no folder of the workspace is alone in a folder of its own. */
export function openText(
  { text }: OpenDocument,
  settings: ServerSettings,
  folders: readonly WorkspaceFolder[],
): OpenText {
  const { uri } = text;
  const inside = placeInWorkspace(uri, folders);
  const ownPath = inside?.path ?? uri.slice(uri.lastIndexOf('/') + 1);
  const place: FilePlace = {
    uri,
    path: ownPath,
    folder: inside?.folder ?? uri,
    ...shownName(uri, folders),
    version: settings.version,
    account: accountSetting(settings.accounts, ownPath),
  };
  return { ...place, documentVersion: text.version, text: text.getText() };
}

function shownName(uri: string, folders: readonly WorkspaceFolder[]): Pick<FilePlace, 'name' | 'shownFolder'> {
  const { name, folder } = fileName(uri, folders);
  return { name, shownFolder: folder };
}
