import { type Completeness, checkObject } from '../../kubernetes/shapes/check-object.ts';
import type { Finding } from '../../schema/finding.ts';
import { concernsPrometheus } from '../../workspace/concerns-prometheus.ts';
import { rootOf } from '../../workspace/manifest-fields.ts';
import type { ManifestObject, WorkspaceFile } from '../../workspace/manifest-object.ts';
import { namesSchema } from '../../workspace/schema-comment.ts';
import type { WorkspaceModel } from '../../workspace/workspace-model.ts';
import type { RbacCache } from '../rbac/rbac-cache.ts';
import type { WorkspaceFinding } from '../workspace-finding.ts';
import { completenessIn } from './completeness.ts';
import { createManifestCache, type ManifestCache } from './manifest-cache.ts';
import { isAboutPlaceholder } from './placeholder.ts';

/** What is known beside the files of the model. */
export interface ManifestKnowledge {
  /** `part`: other files may say more of this one, that it is a patch for example. */
  readonly extent: 'whole' | 'part';
  readonly configurations: RbacCache;
  readonly cache: ManifestCache;
}

/** Whether a file of manifests concerns Prometheus, by itself or by what it is brought into a cluster with. */
function isOfPrometheus(model: WorkspaceModel, file: WorkspaceFile, configurations: RbacCache): boolean {
  if (file.objects.length === 0) return false;
  const holds = (one: WorkspaceFile | undefined) =>
    one !== undefined && configurations.configurationsOf(one).length > 0;
  const bundled = model.bundlesOf(file.uri).some(bundle => bundle.files.some(uri => holds(model.files.get(uri))));
  return concernsPrometheus({
    file: file.file,
    holds: holds(file) ? 'configuration' : 'none',
    bundles: bundled ? 'configuration' : 'none',
  });
}

/**
 * For what the API server would refuse the objects of a file that concerns Prometheus: fields that it does not have,
 * missing ones, values that it does not take. Nothing in templates, of kinds that are not known, of what is still to be
 * filled in, and in documents whose schema a comment names. Undefined for a file that does not concern Prometheus. Never throws.
 */
export function manifestFindings(
  model: WorkspaceModel,
  file: WorkspaceFile,
  { extent, configurations, cache }: ManifestKnowledge,
): readonly WorkspaceFinding[] | undefined {
  if (!isOfPrometheus(model, file, configurations)) return undefined;
  const completeness = extent === 'whole' ? completenessIn(model, file) : () => 'partial' as const;
  // Kustomize gives objects, and the accounts that they refer to, the namespace that it is told.
  const isGiven = model.bundlesOf(file.uri).some(({ kind }) => kind === 'kustomization');
  const isKustomized = ({ code, data }: Finding) =>
    isGiven && code === 'manifest/missing-field' && data['field'] === 'namespace';
  return file.objects.flatMap(object => {
    const how = completeness(object);
    const found = cache.findingsOf(object, how, () => checked(object, how, cache));
    const told = found.filter(finding => !isKustomized(finding));
    return told.map(finding => ({ uri: file.uri, finding, elsewhere: [] }));
  });
}

/** What is wrong with the objects of a file if it is all that the API server gets, whatever the file concerns. */
export function checkedAsWhole(file: WorkspaceFile): readonly Finding[] {
  const cache = createManifestCache();
  return file.objects.flatMap(object => checked(object, 'whole', cache));
}

function checked(object: ManifestObject, completeness: Completeness, cache: ManifestCache): readonly Finding[] {
  const { apiVersion, kind, file, node } = object;
  const shape = apiVersion === undefined || kind === undefined ? undefined : cache.shapeOf(apiVersion, kind);
  const root = shape && rootOf(object);
  if (!root || namesSchema(file, root.document)) return [];
  const found = checkObject({ document: root.document, text: file.text, node }, shape, completeness);
  return found.filter(finding => !isAboutPlaceholder(finding, file.text.slice(finding.span.start, finding.span.end)));
}
