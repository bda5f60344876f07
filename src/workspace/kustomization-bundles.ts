import type { Bundle, OpenReason } from './bundle.ts';
import { deliveredBundle, ownSources, untoldReasons } from './delivered-bundles.ts';
import { deliveriesIn } from './delivery.ts';
import { baseNameOf, resolvePath } from './file-path.ts';
import { buildKustomization } from './kustomize-build.ts';
import { type KustomizeTree, kustomizeTree } from './kustomize-tree.ts';
import type { WorkspaceFile } from './manifest-object.ts';

/** The bundles that files of a workspace folder say of themselves. */
export interface SaidBundles {
  /** What is known to be applied so. */
  readonly certain: readonly Bundle[];
  /** What may be applied so, or otherwise, too: facts of these files count where all agree. */
  readonly perhaps: readonly Bundle[];
  /** Why anything in the folder may be changed on its way into a cluster. */
  readonly reasons: readonly OpenReason[];
}

/**
 * One bundle for each kustomization that no other includes: that is what is applied. A base that overlays share is in
 * the bundle of each of them. Beside them what Flux and Argo CD deliver; of what they are known to deliver, nobody
 * applies the kustomization by itself.
 */
export function saidBundles(files: readonly WorkspaceFile[]): SaidBundles {
  const tree = kustomizeTree(files);
  const deliveries = files.flatMap(deliveriesIn);
  const own = ownSources(deliveries);
  const delivered = deliveries.map(delivery => ({
    delivery,
    isOwn: own.has(delivery.source),
    bundle: deliveredBundle(tree, delivery),
  }));
  const settled = new Set(delivered.filter(one => one.isOwn).map(({ delivery }) => delivery.path));
  const included = includedRoots(tree);
  const roots = [...tree.kustomizations.values()].filter(({ root }) => !included.has(root) && !settled.has(root));
  const bundlesOf = (isOwn: boolean) =>
    delivered.flatMap(one => (one.bundle && one.isOwn === isOwn ? [one.bundle] : []));
  return {
    certain: [...roots.map(root => asBase(buildKustomization(tree, root, ''))), ...bundlesOf(true)],
    perhaps: bundlesOf(false),
    reasons: untoldReasons(deliveries),
  };
}

/** Folders that others are to include, by their names: overlays may give what they hold other names, and add to it. */
const BASES: ReadonlySet<string> = new Set(['base', 'bases', 'component', 'components']);

/** Where somebody has opened the base alone, what is applied is outside of the workspace. */
function asBase(bundle: Bundle): Bundle {
  const name = baseNameOf(bundle.root === '' ? bundle.folder.replace(/\/$/, '') : bundle.root);
  if (!BASES.has(name)) return bundle;
  const reasons = bundle.openness.kind === 'open' ? bundle.openness.reasons : [];
  const reason: OpenReason = { kind: 'base', uri: bundle.folder, what: name };
  return { ...bundle, openness: { kind: 'open', reasons: [...reasons, reason] } };
}

function includedRoots({ kustomizations }: KustomizeTree): ReadonlySet<string> {
  const included = new Set<string>();
  for (const { root, resources, components } of kustomizations.values())
    for (const { path } of [...resources, ...components]) {
      const inner = resolvePath(root, path);
      if (inner !== undefined && inner !== root && kustomizations.has(inner)) included.add(inner);
    }
  return included;
}
