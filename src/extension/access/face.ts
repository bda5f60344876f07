import type { ConfigurationAccess } from '../../protocol/access.ts';

/** What the Access view shows as a whole; the value of the context key `prometheusKubernetes.access.face`. */
export type AccessFace = 'rows' | 'loading' | 'stopped' | 'no-configuration' | 'nothing-needed';

/** The face for what the server answered last; null before. */
export function accessFace(server: 'running' | 'stopped', answer: readonly ConfigurationAccess[] | null): AccessFace {
  if (server === 'stopped') return 'stopped';
  if (answer === null) return 'loading';
  if (answer.length === 0) return 'no-configuration';
  return answer.every(({ needs, unknown }) => needs.length === 0 && unknown.length === 0) ? 'nothing-needed' : 'rows';
}
