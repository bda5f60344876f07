import { manifestsYaml } from '../../prometheus/access/manifest-yaml.ts';
import { folderOf } from '../../workspace/file-path.ts';
import { isKustomizationPath } from '../../workspace/kustomization.ts';
import { fieldOf } from '../../workspace/manifest-fields.ts';
import { appendItem } from '../../yaml/edits.ts';
import { lineBreakOf } from '../../yaml/insertion.ts';
import type { FileChange } from '../workspace-finding.ts';
import type { Scene } from './scene.ts';
import type { FileEdit } from './workspace-edits.ts';

/** Puts objects behind all that a file has, as documents of their own. */
export function documentsBehind({ model }: Scene, uri: string, objects: readonly object[]): FileEdit {
  const text = model.files.get(uri)?.file.text;
  // Whatever begins with a brace is read as JSON by kubectl, to the end.
  if (text === undefined || /^\.\.\./m.test(text) || /^\s*\{/.test(text)) return { uri, edit: undefined };
  const lineBreak = lineBreakOf(text);
  const isEnded = text === '' || text.endsWith('\n');
  const isOpen = /(?:^|\n)---[ \t]*\r?\n?$/.test(text);
  const separator = isOpen ? '' : `---${lineBreak}`;
  const written = manifestsYaml(objects).replaceAll('\n', lineBreak);
  const at = text.length;
  return { uri, edit: { start: at, end: at, text: `${isEnded ? '' : lineBreak}${separator}${written}` } };
}

/** A new file with objects in the folder of the bundle, and what makes it a part of that; undefined where it is there. */
export function newFile(
  { model, bundle }: Scene,
  name: string,
  objects: readonly object[],
): { readonly created: FileChange; readonly edits: readonly FileEdit[] } | undefined {
  if (bundle.kind === 'chart') return undefined;
  const fileName = `${name}-rbac.yaml`;
  const path = bundle.root === '' ? fileName : `${bundle.root}/${fileName}`;
  const uri = `${bundle.folder.replace(/\/$/, '')}/${path.split('/').map(encodeURIComponent).join('/')}`;
  if (model.files.has(uri)) return undefined;
  const created: FileChange = { kind: 'create', uri, text: manifestsYaml(objects) };
  if (bundle.kind === 'folder') return { created, edits: [] };
  const edit = resourceEntry({ model, bundle }, fileName);
  return edit && { created, edits: [edit] };
}

function resourceEntry({ model, bundle }: Pick<Scene, 'model' | 'bundle'>, fileName: string): FileEdit | undefined {
  const kustomization = bundle.files
    .map(uri => model.files.get(uri))
    .find(file => file && isKustomizationPath(file.path) && folderOf(file.path) === bundle.root);
  const document = kustomization?.file.documents[0];
  if (!kustomization || document?.root?.kind !== 'map') return undefined;
  const resources = fieldOf({ document, node: document.root }, 'resources')?.node;
  if (resources?.kind !== 'seq') return undefined;
  const edit = appendItem(kustomization.file, resources, { kind: 'written', text: fileName });
  return { uri: kustomization.uri, edit };
}
