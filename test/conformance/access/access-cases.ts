import type { Access } from '../../../src/prometheus/access/access.ts';
import { withoutCovered } from '../../../src/prometheus/access/merge-access.ts';
import type { AccessCase, DiscoveryEntry } from './access-case.ts';
import { configurationOf } from './configuration-text.ts';
import {
  ALERTMANAGER_CASES,
  DISCOVERY_CASES,
  type DiscoveryCase,
  NAMESPACES,
  OWN_NAMESPACE_CASES,
} from './configurations.ts';
import { type Account, ALWAYS_TRIED, type Grant, generated, TRIED_IN_TURN } from './granted.ts';
import { neededByAsker } from './our-access.ts';

/** Where the accounts are. */
export const HOME = 'accounts';

type Draft = Omit<AccessCase, 'name' | 'namespace' | 'rbac'> & {
  readonly manifests: (account: Account) => AccessCase['rbac'];
};

/** Every configuration with some of the grants, and without any one part of what is generated for it. */
export function accessCases(): readonly AccessCase[] {
  const drafts = [
    ...DISCOVERY_CASES.flatMap((one, index) => [...granted(one, grantsFor(index)), ...removals(one)]),
    ...ALERTMANAGER_CASES.flatMap(one => [...granted(one, ALWAYS_TRIED), ...removals(one)]).map(
      draft => ({ ...draft, section: 'alertmanagers' }) as const,
    ),
    ...OWN_NAMESPACE_CASES.flatMap(inPods),
  ];
  return drafts.map(({ manifests, ...draft }, index) => {
    const account = { name: `case-${index}`, namespace: HOME };
    return { ...draft, ...account, rbac: manifests(account) };
  });
}

/** Four of those that are tried in turn, other ones for the next configuration. */
function grantsFor(configuration: number): readonly Grant[] {
  const inTurn = [0, 1, 2, 3].map(index => TRIED_IN_TURN[(4 * configuration + index) % TRIED_IN_TURN.length]);
  return [...ALWAYS_TRIED, ...inTurn.filter(grant => grant !== undefined)];
}

function granted({ id, entries }: DiscoveryCase, grants: readonly Grant[]): readonly Draft[] {
  const needed = neededFor(entries);
  return grants.map(grant => ({
    id: `${id}: ${grant.id}`,
    entries,
    section: 'scrape_configs',
    runs: 'with others by a kubeconfig',
    expects: grant.enough === 'always' ? 'nothing' : 'as it is',
    manifests: account => grant.manifests(needed, account),
  }));
}

/** What is generated without one resource in one place, or with a Role where the whole cluster is needed. */
function removals({ id, entries }: DiscoveryCase): readonly Draft[] {
  const needed = withoutCovered(neededFor(entries));
  const runs = 'with others by a kubeconfig';
  return needed.flatMap((access): readonly Draft[] => {
    if (access.kind === 'path') return [];
    const others = needed.filter(one => one !== access);
    const what = `${access.resource} in ${access.namespace || 'the cluster'}`;
    const smaller = NAMESPACES.map(namespace => ({ ...access, namespace }));
    const without = (words: string, accesses: readonly Access[]): Draft => ({
      id: `${id}: ${words}`,
      entries,
      section: 'scrape_configs',
      runs,
      expects: 'something',
      manifests: account => generated(accesses, account),
    });
    return [
      without(`without ${what}`, others),
      ...(access.namespace === '' ? [without(`${what} by Roles`, [...others, ...smaller])] : []),
    ];
  });
}

function inPods({ id, entries }: DiscoveryCase): readonly Draft[] {
  const needed = neededFor(entries);
  const draft = { entries, section: 'scrape_configs', runs: 'as a pod' } as const;
  const atHome = (access: Access) => access.kind === 'resource' && access.namespace === HOME;
  const moved = needed.map(access => (atHome(access) ? { ...access, namespace: 'auth' } : access));
  return [
    { ...draft, id: `${id}: nothing`, expects: 'something', manifests: () => [] },
    { ...draft, id: `${id}: generated`, expects: 'nothing', manifests: account => generated(needed, account) },
    { ...draft, id: `${id}: elsewhere`, expects: 'something', manifests: account => generated(moved, account) },
    {
      ...draft,
      id: `${id}: not at home`,
      expects: 'something',
      manifests: account =>
        generated(
          needed.filter(access => !atHome(access)),
          account,
        ),
    },
  ];
}

function neededFor(entries: readonly DiscoveryEntry[]): readonly Access[] {
  const text = configurationOf([{ job: 'a', section: 'scrape_configs', entries, kubeconfig: '' }], '');
  return neededByAsker(text, HOME).get('') ?? [];
}
