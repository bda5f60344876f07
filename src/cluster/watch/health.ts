import type { WatchHealth } from '../session/ports.ts';
import { loadedFirst, loadingText } from './loading-text.ts';
import type { WatchKnowledge } from './watch-knowledge.ts';
import type { FailingWatch, WatchState } from './watch-state.ts';

/**
 * What the watches say of the cluster as a whole. Credentials that are refused count before everything: only the user can
 * help. A single watch that is current shows that the cluster is there.
 */
export function healthOf(watches: WatchKnowledge): WatchHealth {
  const states = watches.states().map(({ state }) => state);
  const failing = states.filter(isFailing);
  const refused = failing.find(({ why }) => why === 'unauthorised');
  if (refused) return { state: 'failing', failure: refused.failure, since: refused.since };
  if (states.some(({ state }) => state === 'current')) return connected(watches);
  const [first] = failing.filter(({ why }) => why === 'failed').sort((one, other) => one.since - other.since);
  if (first) return { state: 'failing', failure: first.failure, since: first.since };
  if (states.some(({ state }) => state === 'loading')) {
    const hasAnswered = failing.length > 0 || states.some(isListing);
    return hasAnswered ? connected(watches) : { state: 'connecting' };
  }
  const forbidden = failing.find(({ why }) => why === 'forbidden');
  if (forbidden) return { state: 'forbidden', message: forbidden.failure.message };
  return { state: states.length === 0 ? 'connecting' : 'connected' };
}

function connected(watches: WatchKnowledge): WatchHealth {
  const loaded = loadingText(loadedFirst(watches));
  return loaded === '' ? { state: 'connected' } : { state: 'loading', loaded };
}

function isFailing(state: WatchState): state is FailingWatch {
  return state.state === 'failing';
}

function isListing(state: WatchState): boolean {
  return state.state === 'loading' && (state.loaded > 0 || state.known !== null);
}
