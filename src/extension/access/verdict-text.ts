import type { AccessVerdict, NeededAccess } from '../../protocol/access.ts';
import type { PlaceInText } from '../../protocol/targets-methods.ts';

/** What all sources say together, in the state of the worst and in a few words. */
export interface Summary {
  readonly state: AccessVerdict['state'];
  readonly text: string;
}

/** Denied by one source is denied, and what one source does not know is not known. */
export function summaryOf({ files, cluster }: Pick<NeededAccess, 'files' | 'cluster'>): Summary {
  if (!cluster) return { state: files.state, text: filesText(files) };
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
  if (unknown.length === 0) return { state: 'granted', text: 'granted in files and the cluster' };
  const granted = sources.find(({ verdict }) => verdict.state === 'granted');
  const [first] = unknown;
  const why = first ? verdictText(first.verdict) : '';
  return { state: 'unknown', text: granted && first ? `granted in ${granted.where}, ${first.where} ${why}` : why };
}

/** Where only the files were asked, a place says more in less room than the names of roles. */
function filesText(files: AccessVerdict): string {
  if (files.state === 'denied') return 'denied in files';
  return files.state === 'granted' && files.at ? `granted by ${placeText(files.at)}` : verdictText(files);
}

/** `granted by ClusterRoleBinding prometheus of ClusterRole prometheus, rbac.yaml:12`, `denied: …`, `unknown: …`. */
export function verdictText(verdict: AccessVerdict): string {
  switch (verdict.state) {
    case 'granted': {
      const by = [plain(verdict.by), verdict.at ? placeText(verdict.at) : ''].filter(text => text !== '');
      return by.length === 0 ? 'granted' : `granted by ${by.join(', ')}`;
    }
    case 'denied':
      return verdict.why === '' ? 'denied' : `denied: ${plain(verdict.why)}`;
    case 'unknown':
      return verdict.why === '' ? 'unknown' : `unknown: ${plain(verdict.why)}`;
  }
}

/** `deployment.yaml:23`; lines from 1. */
export function placeText({ uri, range }: PlaceInText): string {
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  return `${decoded(name)}:${range.start.line + 1}`;
}

/** Rows are no Markdown: names stand without backticks in them. */
function plain(text: string): string {
  return text.replaceAll('`', '');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
