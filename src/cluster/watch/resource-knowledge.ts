import { resourceOf } from '../../kubernetes/objects/resource-name.ts';
import type { ListedResource } from '../../prometheus/discovery/listed-resources.ts';
import { consequence, forbidden, namespaces, sentence, whyFailing } from './failure-sentences.ts';
import type { WatchKnowledge } from './watch-knowledge.ts';
import { type FailingWatch, isForbidden, type WatchState } from './watch-state.ts';
import { describeTarget } from './watch-target.ts';

/** What is known of one list that a discoverer needs. The texts are sentences. */
export type ResourceKnowledge =
  | { readonly state: 'current' | 'loading' }
  | { readonly state: 'stale'; readonly since: number; readonly why: string }
  | { readonly state: 'partial' | 'unknown'; readonly why: string };

const CURRENT: ResourceKnowledge = { state: 'current' };
const LIMIT_WAY_OUT = 'Choose fewer namespaces, or raise the limit in the settings.';
const LOADING: ResourceKnowledge = { state: 'loading' };

/** What the watches know of a resource. */
export function resourceKnowledge(resource: ListedResource, watches: WatchKnowledge): ResourceKnowledge {
  const whole = watches.stateOf(resource.kind, '');
  if (whole?.state === 'current') return CURRENT;
  return resource.namespace === '' ? everywhere(resource, whole, watches) : inNamespace(resource, whole, watches);
}

function inNamespace(
  resource: ListedResource,
  whole: WatchState | undefined,
  watches: WatchKnowledge,
): ResourceKnowledge {
  const own = watches.stateOf(resource.kind, resource.namespace);
  if (own) return ofState(resource, own);
  if (!whole) return notWatched(resource, watches);
  if (!isForbidden(whole) || whole.known !== null) return ofState({ ...resource, namespace: '' }, whole);
  // It would stand in for all namespaces, but there is no place for it.
  const cause = forbidden({ ...resource, namespace: '' }, whole.failure);
  const why = `${cause}, and a context has at most ${watches.plan.maxWatches} watches. ${LIMIT_WAY_OUT}`;
  return { state: 'unknown', why: sentence(why) };
}

function everywhere(
  resource: ListedResource,
  whole: WatchState | undefined,
  watches: WatchKnowledge,
): ResourceKnowledge {
  if (whole && !(isForbidden(whole) && whole.known === null)) return ofState(resource, whole);
  const parts = watches
    .states()
    .filter(({ target }) => target.kind === resource.kind && target.namespace !== '')
    .map(({ target, state }) => ({ namespace: target.namespace, state }));
  if (parts.length === 0) return whole ? ofState(resource, whole) : notWatched(resource, watches);
  const cause =
    whole?.state === 'failing'
      ? forbidden(resource, whole.failure)
      : 'these namespaces are watched instead of the whole cluster';
  const effect = whole ? ` ${consequence(resource)}` : '';
  return ofParts(resource, parts, `${cause}.${effect}`);
}

/** Some namespaces stand in for all. */
function ofParts(
  resource: ListedResource,
  parts: readonly { readonly namespace: string; readonly state: WatchState }[],
  cause: string,
): ResourceKnowledge {
  if (parts.some(({ state }) => state.state === 'loading' && state.known === null)) return LOADING;
  const known = parts.filter(({ state }) => state.state === 'current').map(({ namespace }) => namespace);
  const objects = resourceOf(resource.kind);
  for (const { namespace, state } of parts) {
    const one = ofState({ ...resource, namespace }, state);
    if (one.state === 'stale') return { ...one, why: `${one.why} ${sentence(cause)}` };
  }
  if (known.length > 0) return { state: 'partial', why: `Only ${objects} of ${namespaces(known)} are known: ${cause}` };
  const others = parts.map(({ namespace }) => namespace);
  return { state: 'unknown', why: `No ${objects} are known, not even those of ${namespaces(others)}: ${cause}` };
}

function ofState(resource: ListedResource, state: WatchState): ResourceKnowledge {
  switch (state.state) {
    case 'current':
      return CURRENT;
    case 'loading':
      if (state.known === null) return LOADING;
      return {
        state: 'stale',
        since: state.known,
        why: sentence(`${describeTarget(resource)} are being listed again`),
      };
    case 'failing':
      return ofFailure(resource, state);
  }
}

function ofFailure(resource: ListedResource, state: FailingWatch): ResourceKnowledge {
  const isOwn = state.why === 'forbidden' || state.why === 'absent';
  const why = isOwn ? `${whyFailing(resource, state)} ${consequence(resource)}` : whyFailing(resource, state);
  if (state.known !== null) return { state: 'stale', since: state.known, why };
  return { state: 'unknown', why };
}

/** The limit leaves no place for it. Before the first plan nothing is watched either. */
function notWatched(resource: ListedResource, { plan }: WatchKnowledge): ResourceKnowledge {
  if (!plan.kinds.some(({ kind }) => kind === resource.kind)) return LOADING;
  const what = describeTarget(resource);
  const why = `${what} are not known: a context has at most ${plan.maxWatches} watches. ${LIMIT_WAY_OUT}`;
  return { state: 'unknown', why: sentence(why) };
}
