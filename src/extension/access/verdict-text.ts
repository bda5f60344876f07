import type { AccessVerdict, NeededAccess } from '../../protocol/access.ts';

/** What all sources say together, in the state of the worst and in a few words. */
export interface Summary {
  readonly state: AccessVerdict['state'];
  readonly text: string;
}

/** Denied by one source is denied, and what one source does not know is not known. */
export function summaryOf({ files, cluster }: Pick<NeededAccess, 'files' | 'cluster'>): Summary {
  if (!cluster) return { state: files.state, text: files.state === 'denied' ? 'denied in files' : verdictText(files) };
  const sources = [
    { verdict: files, where: 'files' },
    { verdict: cluster, where: 'the cluster' },
  ];
  const denied = sources.filter(({ verdict }) => verdict.state === 'denied');
  if (denied.length > 0) {
    const rest = sources.find(({ verdict }) => verdict.state === 'granted');
    const text = `denied in ${denied.map(({ where }) => where).join(' and ')}`;
    return { state: 'denied', text: rest ? `${text}, granted in ${rest.where}` : text };
  }
  const unknown = sources.filter(({ verdict }) => verdict.state === 'unknown');
  if (unknown.length === 0) return { state: 'granted', text: verdictText(files) };
  const granted = sources.find(({ verdict }) => verdict.state === 'granted');
  const [first] = unknown;
  const why = first ? verdictText(first.verdict) : '';
  return { state: 'unknown', text: granted && first ? `granted in ${granted.where}, ${first.where} ${why}` : why };
}

/** `granted by …`, `denied: …`, `unknown: …`. */
export function verdictText(verdict: AccessVerdict): string {
  switch (verdict.state) {
    case 'granted':
      return verdict.by === '' ? 'granted' : `granted by ${verdict.by}`;
    case 'denied':
      return verdict.why === '' ? 'denied' : `denied: ${verdict.why}`;
    case 'unknown':
      return verdict.why === '' ? 'unknown' : `unknown: ${verdict.why}`;
  }
}
