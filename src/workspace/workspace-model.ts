import { hasSyntaxError, parseSource, type SourceFile, type YamlDocument } from '../yaml/source.ts';
import type { Bundle, Named, OpenReason } from './bundle.ts';
import { chartBundles } from './chart-bundles.ts';
import { isTemplatedFile } from './classify.ts';
import { folderBundles } from './folder-bundles.ts';
import { saidBundles } from './kustomization-bundles.ts';
import { isMap, itemsOf, type ManifestNode, textOfField } from './manifest-fields.ts';
import type { ManifestObject, WorkspaceFile } from './manifest-object.ts';
import { headerOfItem, type ObjectHeader } from './object-header.ts';
import { nameIndex } from './resolve-name.ts';
import { unreadReasons } from './unread.ts';

const DEEPEST_LIST = 10;

/** A file of the workspace, as it was found. */
export interface FileText {
  readonly uri: string;
  /** From the root of its workspace folder, with `/`. */
  readonly path: string;
  /** The URI of its workspace folder. */
  readonly folder: string;
  readonly text: string;
}

/** What belongs together in the workspace. */
export interface WorkspaceModel {
  readonly files: ReadonlyMap<string, WorkspaceFile>;
  readonly bundles: readonly Bundle[];
  /** The bundles that the file is in: several where overlays share a base, none for a file that is not known. */
  bundlesOf(uri: string): readonly Bundle[];
  /** Whatever has that kind and name, in any bundle and namespace. */
  objectsNamed(kind: string, name: string): readonly Named[];
}

/**
 * Reads a file of the workspace: the objects of all its documents, those in List kinds by themselves. A document with a
 * syntax error has none, for what is missing in it may be there. Never throws.
 */
export function readWorkspaceFile({ uri, path, folder, text }: FileText): WorkspaceFile {
  const file = parseSource(text, 'manifest');
  const templated = isTemplatedFile(file) ? 'templated' : 'plain';
  const objects = templated === 'plain' ? file.documents.flatMap(document => objectsOf(uri, file, document)) : [];
  const read: Omit<WorkspaceFile, 'unread'> = { uri, path, folder, file, templated, objects };
  return { ...read, unread: unreadReasons(read) };
}

/**
 * Puts files together: each kustomization that no other includes, with everything that it includes; what Flux and
 * Argo CD deliver; each chart; and of the rest each folder. Facts never cross bundles.
 */
export function workspaceModel(files: readonly WorkspaceFile[]): WorkspaceModel {
  const byFolder = [...Map.groupBy(files, file => file.folder)];
  const said = byFolder.map(([, own]) => saidBundles(own));
  const kustomized = said.flatMap(({ certain }) => certain);
  const included = new Set(kustomized.flatMap(bundle => bundle.files));
  const left = files.filter(file => !included.has(file.uri));
  const charts = chartBundles(left);
  const charted = new Set(charts.flatMap(bundle => bundle.files));
  const folders = folderBundles(
    left.filter(file => !charted.has(file.uri)),
    files,
  );
  const reasons = new Map(byFolder.map(([folder], index) => [folder, said[index]?.reasons ?? []]));
  const bundles = [...kustomized, ...said.flatMap(({ perhaps }) => perhaps), ...charts, ...folders].map(one =>
    opened(one, reasons.get(one.folder) ?? []),
  );
  const byUri = new Map<string, Bundle[]>();
  for (const bundle of bundles)
    for (const uri of bundle.files) {
      const list = byUri.get(uri);
      if (list) list.push(bundle);
      else byUri.set(uri, [bundle]);
    }
  const names = nameIndex(bundles);
  return {
    files: new Map(files.map(file => [file.uri, file])),
    bundles,
    bundlesOf: uri => byUri.get(uri) ?? [],
    objectsNamed: (kind, name) => names.named(kind, name),
  };
}

/** The bundle with reasons that are those of all in its workspace folder. */
function opened(bundle: Bundle, reasons: readonly OpenReason[]): Bundle {
  if (reasons.length === 0 || bundle.kind === 'chart') return bundle;
  const others = bundle.openness.kind === 'open' ? bundle.openness.reasons : [];
  return { ...bundle, openness: { kind: 'open', reasons: [...others, ...reasons] } };
}

function objectsOf(uri: string, file: SourceFile, document: YamlDocument): readonly ManifestObject[] {
  if (document.root?.kind !== 'map' || hasSyntaxError(document)) return [];
  const top = { document, node: document.root };
  const own = { apiVersion: textOfField(top, 'apiVersion'), kind: textOfField(top, 'kind') };
  return own.apiVersion === undefined || own.kind === undefined ? [] : unwrapped(uri, file, top, own, 0);
}

/** The object, or those in a list, and in lists in it. */
function unwrapped(
  uri: string,
  file: SourceFile,
  top: ManifestNode & { readonly node: ManifestObject['node'] },
  header: ObjectHeader,
  depth: number,
): readonly ManifestObject[] {
  const isList = header.kind?.endsWith('List') === true;
  if (!isList || !hasItems(top) || depth > DEEPEST_LIST) return [objectOf(uri, file, top, header)];
  return itemsOf(top, 'items')
    .filter(isMap)
    .flatMap(item => unwrapped(uri, file, item, headerOfItem(item, header), depth + 1));
}

function hasItems(top: ManifestNode): boolean {
  return top.node.kind === 'map' && top.node.pairs.some(({ key }) => key.kind === 'scalar' && key.text === 'items');
}

function objectOf(
  uri: string,
  file: SourceFile,
  at: ManifestNode & { readonly node: ManifestObject['node'] },
  header: ObjectHeader,
): ManifestObject {
  return {
    uri,
    file,
    node: at.node,
    ...header,
    name: textOfField(at, 'metadata', 'name') || undefined,
    namespace: textOfField(at, 'metadata', 'namespace') || undefined,
  };
}
