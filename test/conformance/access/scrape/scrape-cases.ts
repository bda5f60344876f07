import type { Access } from '../../../../src/prometheus/access/access.ts';
import { coarserAccess } from '../../../../src/prometheus/access/access-requests.ts';
import type { WrittenRule } from '../../../../src/prometheus/access/access-rules.ts';
import { type RbacManifest, rbacManifests } from '../../../../src/prometheus/access/rbac-manifests.ts';
import type { Expectation } from '../access-case.ts';
import { type Account, generated } from '../granted.ts';
import { neededByAsker } from '../our-access.ts';
import { WORLD_NAMESPACES } from './scrape-world.ts';
import { SCRAPED_JOBS, type ScrapedJob } from './scraped-jobs.ts';

/** Where the accounts are that scrape. */
export const SCRAPERS = 'scrapers';

/** A service account with the job that it scrapes and what it has been granted. */
export interface ScrapeCase extends Account {
  readonly id: string;
  readonly job: ScrapedJob['job'];
  /** What we say that scraping needs. */
  readonly needed: readonly Access[];
  readonly rbac: readonly RbacManifest[];
  readonly expects: Expectation;
}

interface Try {
  readonly id: string;
  readonly expects: Expectation;
  readonly manifests: (account: Account) => readonly RbacManifest[];
}

/** Every job with everything that is tried. */
export function scrapeCases(): readonly ScrapeCase[] {
  const drafts = SCRAPED_JOBS.flatMap(({ id, job }) => {
    const needed = neededToScrape(job);
    return triesFor(needed).map(one => ({ ...one, id: `${id}: ${one.id}`, job, needed }));
  });
  return drafts.map(({ manifests, ...draft }, index) => {
    const account = { name: `scraper-${index}`, namespace: SCRAPERS };
    return { ...draft, ...account, rbac: manifests(account) };
  });
}

/** The job as it runs: over TLS unless it says otherwise, with the token in a file. */
export function jobText(name: string, job: ScrapedJob['job'], tokenFile: string): object {
  const authorization = { credentials_file: tokenFile };
  return { job_name: name, scheme: 'https', tls_config: { insecure_skip_verify: true }, authorization, ...job };
}

function neededToScrape(job: ScrapedJob['job']): readonly Access[] {
  const written = jobText('a', job, '/var/run/secrets/kubernetes.io/serviceaccount/token');
  const needed = neededByAsker(JSON.stringify({ scrape_configs: [written] }), undefined).get('') ?? [];
  return needed.filter(({ verbs }) => verbs.includes('get'));
}

function triesFor(needed: readonly Access[]): readonly Try[] {
  const isAsked = needed.length > 0;
  const always: readonly Try[] = [
    { id: 'nothing', expects: isAsked ? 'something' : 'nothing', manifests: () => [] },
    { id: 'generated', expects: 'nothing', manifests: account => generated(needed, account) },
  ];
  if (!isAsked) return always;
  const tries: readonly Try[] = [
    { id: 'list', expects: 'something', manifests: changed(needed, rule => ({ ...rule, verbs: ['list', 'watch'] })) },
    { id: 'a little less', expects: 'something', manifests: changed(needed, lessThan) },
    { id: 'stars', expects: 'nothing', manifests: changed(needed, withStars) },
    { id: 'by RoleBindings', expects: 'as it is', manifests: account => boundInNamespaces(needed, account) },
  ];
  const removals = needed.length < 2 ? [] : needed.map(access => without(access, needed));
  const coarse: Try = { id: 'coarse', expects: 'nothing', manifests: account => coarseFor(needed, account) };
  return [...always, ...tries, ...removals, ...(needed.some(coarserAccess) ? [coarse] : [])];
}

function without(access: Access, needed: readonly Access[]): Try {
  const what = access.kind === 'path' ? access.path : `${access.subresource} in ${access.namespace}`;
  const others = needed.filter(one => one !== access);
  return { id: `without ${what}`, expects: 'something', manifests: account => generated(others, account) };
}

function coarseFor(needed: readonly Access[], { name, namespace }: Account): readonly RbacManifest[] {
  return rbacManifests(needed, {
    name,
    namespace,
    serviceAccount: { name, is: 'there already' },
    kubelet: 'coarse',
  });
}

function changed(needed: readonly Access[], change: (rule: WrittenRule) => WrittenRule): Try['manifests'] {
  return account =>
    generated(needed, account).map(one => ('rules' in one ? { ...one, rules: one.rules.map(change) } : one));
}

/** The resource itself in the place of its subresource, a path above the path. */
function lessThan(rule: WrittenRule): WrittenRule {
  if ('nonResourceURLs' in rule) return { ...rule, nonResourceURLs: rule.nonResourceURLs.map(path => `${path}/*`) };
  return { ...rule, resources: rule.resources.flatMap(one => [one.split('/')[0] ?? '', `${one.split('/')[0]}/*`]) };
}

function withStars(rule: WrittenRule): WrittenRule {
  if ('nonResourceURLs' in rule) {
    return { ...rule, nonResourceURLs: rule.nonResourceURLs.map(path => `${path.slice(0, 3)}*`) };
  }
  return { ...rule, resources: rule.resources.map(one => `*/${one.split('/')[1]}`) };
}

function boundInNamespaces(needed: readonly Access[], account: Account): readonly RbacManifest[] {
  return generated(needed, account).flatMap((one): readonly RbacManifest[] => {
    if (one.kind !== 'ClusterRoleBinding') return [one];
    return WORLD_NAMESPACES.map(namespace => ({
      ...one,
      kind: 'RoleBinding',
      metadata: { ...one.metadata, namespace },
    }));
  });
}
