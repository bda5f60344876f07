import type { Bundle } from '../../workspace/bundle.ts';
import { itemsOf, rootOf, textOfField } from '../../workspace/manifest-fields.ts';
import type { WorkspaceModel } from '../../workspace/workspace-model.ts';
import type { WorkspaceFinding } from '../workspace-finding.ts';
import type { RbacCache } from './rbac-cache.ts';
import { workspaceFinding } from './rbac-lint.ts';
import { RBAC_LINTS } from './rbac-lints.ts';
import { askersOf, type KnownAsker, type Scene, sceneOf } from './scene.ts';

/** Of a bundle in which so many namespaces may be meant by what names none, too little is known. */
const MOST_ASSUMPTIONS = 16;
/** Not the name of any namespace: it stands for all that no file names. */
export const ANOTHER_NAMESPACE = '(another)';

/**
 * What the files say about the access of the Prometheus configurations among them. A finding is made where every bundle
 * that holds its file agrees, and whatever the namespace of what names none may be; bundles without a configuration whose
 * account is known have none. Never throws.
 */
export function rbacFindings(model: WorkspaceModel, cache: RbacCache): readonly WorkspaceFinding[] {
  return findingsReader(model, cache)(model.bundles);
}

/** Like {@link rbacFindings}, of some of the bundles. What was worked out for one of them is kept for the next question. */
export function findingsReader(
  model: WorkspaceModel,
  cache: RbacCache,
): (bundles: readonly Bundle[]) => readonly WorkspaceFinding[] {
  const byBundle = new Map<Bundle, ReadonlyMap<string, WorkspaceFinding> | undefined>();
  const foundIn = (bundle: Bundle) => {
    if (!byBundle.has(bundle)) byBundle.set(bundle, findingsIn(model, bundle, cache));
    return byBundle.get(bundle);
  };
  return bundles => {
    const all = new Map<string, WorkspaceFinding>();
    for (const bundle of bundles)
      for (const [key, finding] of foundIn(bundle) ?? []) {
        const agree = model.bundlesOf(finding.uri).every(other => {
          const known = foundIn(other);
          return known ? known.has(key) : !holdsConfiguration(model, other, cache);
        });
        if (agree && !all.has(key)) all.set(key, finding);
      }
    return inOrder([...all.values()]);
  };
}

function inOrder(found: readonly WorkspaceFinding[]): readonly WorkspaceFinding[] {
  return found.toSorted(
    (a, b) => (a.uri < b.uri ? -1 : a.uri > b.uri ? 1 : 0) || a.finding.span.start - b.finding.span.start,
  );
}

/** Whether a bundle has a configuration, so that it would have something to say if only its account were known. */
function holdsConfiguration(model: WorkspaceModel, bundle: Bundle, cache: RbacCache): boolean {
  return bundle.files.some(uri => {
    const file = model.files.get(uri);
    return file !== undefined && cache.configurationsOf(file).length > 0;
  });
}

/** The findings of one bundle by code and place; undefined where it is not known what asks for access. */
function findingsIn(
  model: WorkspaceModel,
  bundle: Bundle,
  cache: RbacCache,
): ReadonlyMap<string, WorkspaceFinding> | undefined {
  const scenes = scenesOf(model, bundle, cache);
  const [first, ...others] = scenes.map(findingsOfScene);
  if (!first) return undefined;
  return new Map([...first].filter(([key]) => others.every(one => one.has(key))));
}

function findingsOfScene(scene: Scene): ReadonlyMap<string, WorkspaceFinding> {
  const found = RBAC_LINTS.flatMap(lint => lint.check(scene).map(report => workspaceFinding(lint, report)));
  return new Map(found.map(one => [keyOf(one), one]));
}

function keyOf({ uri, finding: { code, span } }: WorkspaceFinding): string {
  return `${code} ${uri} ${span.start} ${span.end}`;
}

/** The bundle under each assumption of the namespace of what names none; none where nobody's access is needed. */
export function scenesOf(model: WorkspaceModel, bundle: Bundle, cache: RbacCache): readonly Scene[] {
  const known = askersOf(model, bundle, cache);
  if (known.length === 0) return [];
  const assumptions = assumedNamespaces(bundle, known);
  if (assumptions.length > MOST_ASSUMPTIONS) return [];
  return assumptions.map(assumed => sceneOf(model, bundle, known, assumed, cache));
}

function assumedNamespaces(bundle: Bundle, known: readonly KnownAsker[]): readonly string[] {
  const isUnsaid = known.some(isUnplaced) || bundle.objects.some(one => one.namespace === undefined);
  if (!isUnsaid) return [ANOTHER_NAMESPACE];
  const ofObjects = bundle.objects.flatMap(one => [
    one.namespace,
    ...itemsOf(rootOf(one.object), 'subjects').map(subject => textOfField(subject, 'namespace')),
  ]);
  const ofNeeds = known.flatMap(({ configuration }) =>
    configuration
      .required(ANOTHER_NAMESPACE)
      .needs.flatMap(({ access }) => (access.kind === 'resource' ? [access.namespace] : [])),
  );
  const ofAskers = known.map(({ account }) => (account.kind === 'user' ? undefined : account.namespace));
  const named = [...ofAskers, ...ofObjects, ...ofNeeds].filter(one => one !== undefined && one !== '');
  return [...new Set([...named, ANOTHER_NAMESPACE])].filter(one => one !== undefined);
}

/** Whether nobody says in which namespace the account is. */
function isUnplaced({ account }: KnownAsker): boolean {
  return account.kind === 'service-account' && account.namespace === undefined;
}
