import { valueOr } from '../config/field.ts';
import type { ScrapeConfig } from '../config/scrape-config.ts';
import type { DiscoveryHome } from '../discovery/read-discovery-config.ts';
import type { RegexCache } from '../relabel/regex.ts';
import { METRICS_PATH } from '../targets/internal-labels.ts';
import type { JobDiscovery, ScrapeJob } from '../targets/scrape-job.ts';
import type { Access, AccessNeed, AccessSource, AccessWhy, Asker, RequiredAccess, UnknownAccessWhy } from './access.ts';
import { apiServerAccess } from './api-server-access.ts';
import { knownDiscovery, UNKNOWN_OWN_NAMESPACE } from './discovery-access.ts';
import type { HttpCredentials } from './http-credentials.ts';
import { kubeletAccess } from './kubelet-access.ts';
import type { PossibleTarget } from './possible-target.ts';
import { possibleTargets } from './possible-targets.ts';
import { discoveredTarget, staticTarget, unknownTarget } from './representative-targets.ts';
import { scrapedEndpoint, splitPort, type TargetOrigin, usesTls } from './scraped-endpoint.ts';
import { hasSymbols, piecesOf, symbol } from './symbols.ts';

/** Of a long list of static targets, so many are looked at. */
const MOST_STATIC_TARGETS = 1000;

export interface ScrapingJob {
  readonly written: ScrapeConfig;
  readonly job: ScrapeJob;
  readonly credentials: HttpCredentials;
  /** Its place; which discovery does not count. */
  readonly source: AccessSource;
  readonly home: DiscoveryHome;
  readonly regexes: RegexCache;
}

/** A kind of target of a job, before relabelling. */
interface Origin extends TargetOrigin {
  readonly target: PossibleTarget;
  readonly discovery: number;
  readonly namespaces: 'all' | readonly string[];
}

type Need = { readonly access: Access; readonly why: AccessWhy };
type Answer = { readonly needs: readonly Need[] } | { readonly unknown: UnknownAccessWhy };

const NOTHING: Answer = { needs: [] };

/**
 * What must be allowed so that the targets of a job can be scraped: those that are kubelets, that are reached through the
 * API server, or that ask the API server. Only requests with credentials count, for others are refused whatever is granted.
 */
export function scrapeAccess(scraping: ScrapingJob): RequiredAccess {
  const { written, job, credentials, source, regexes } = scraping;
  if (credentials.kind === 'none') return { needs: [], unknown: [] };
  const isRead = written.relabelConfigs.every(({ rule }) => rule !== undefined);
  if (!isRead) return { needs: [], unknown: [{ ...source, unknown: 'refused' }] };
  const asker: Asker =
    credentials.kind === 'own-token'
      ? { kind: 'own-account' }
      : { kind: 'job-credentials', job: source.job, credentials };
  const parts = originsOf(scraping).map((origin): RequiredAccess => {
    const place = { ...source, discovery: origin.discovery };
    const targets = possibleTargets(origin.target, job, regexes);
    const answers: readonly Answer[] = targets?.map(one => answerFor(one, origin, credentials)) ?? [
      { unknown: 'rules' },
    ];
    return {
      needs: answers.flatMap(answer => ('needs' in answer ? answer.needs.map(need => needOf(need, place, asker)) : [])),
      unknown: answers.flatMap(answer => ('unknown' in answer ? [{ ...place, unknown: answer.unknown }] : [])),
    };
  });
  return { needs: parts.flatMap(({ needs }) => needs), unknown: parts.flatMap(({ unknown }) => unknown) };
}

function needOf({ access, why }: Need, place: AccessSource, asker: Asker): AccessNeed {
  return { asker, access, reasons: [{ ...place, why }] };
}

function originsOf({ written, job, home }: ScrapingJob): readonly Origin[] {
  const apiServers = written.kubernetesSdConfigs.map(sd => hostOfUrl(valueOr(sd.apiServer, '') ?? ''));
  const known = apiServers.filter(host => host !== '');
  const elsewhere = { role: 'none', apiServers: known, discovery: -1, namespaces: 'all' } as const;
  const discovered = written.kubernetesSdConfigs.flatMap((sd, discovery): readonly Origin[] => {
    const reading = knownDiscovery(sd, home);
    if (reading.state === 'refused') return []; // told of its discovery
    const { config } = reading;
    const namespaces = config.namespaces === 'all' || config.role === 'node' ? 'all' : [...config.namespaces];
    const isNowhere = namespaces !== 'all' && namespaces.length === 0;
    if (isNowhere) return [];
    return [{ role: config.role, apiServers: known, discovery, namespaces, target: discoveredTarget(config, job) }];
  });
  const others = job.discoveries.filter(one => one.kind === 'unknown' && one.why === 'other-mechanism');
  return [
    ...discovered,
    ...job.discoveries.flatMap(one => staticTargets(one, job)).map(target => ({ ...elsewhere, target })),
    ...(others.length > 0 ? [{ ...elsewhere, target: unknownTarget(job) }] : []),
  ];
}

function staticTargets(discovery: JobDiscovery, job: ScrapeJob): readonly PossibleTarget[] {
  if (discovery.kind !== 'static') return [];
  const all = discovery.groups.flatMap(group => group.targets.map(target => staticTarget(target, group.labels, job)));
  return all.slice(0, MOST_STATIC_TARGETS);
}

function answerFor(target: PossibleTarget, origin: Origin, credentials: HttpCredentials): Answer {
  const path = pathOf(target);
  const endpoint = isProxied(path, origin) ? 'api-server' : scrapedEndpoint(target, origin);
  if (endpoint === 'other' && credentials.kind !== 'own-token') return NOTHING;
  const tls = usesTls(target);
  if (tls !== 'yes') return tls === 'no' ? NOTHING : { unknown: 'scheme' };
  switch (endpoint) {
    case 'api-server':
      return throughApiServer(path, origin);
    case 'kubelet':
      return ofKubelet(path);
    case 'other':
      return ofComponent(path);
    case 'unknown':
      return { unknown: 'address' };
  }
}

/** Nobody else has such paths, whatever the address is. */
function isProxied(path: string, origin: Origin): boolean {
  return apiServerAccess(path, value => namespacesOf(value, origin))?.through === 'proxy';
}

function throughApiServer(path: string, origin: Origin): Answer {
  const request = apiServerAccess(path, value => namespacesOf(value, origin));
  if (!request) return { unknown: 'path' };
  const of = request.through === 'proxy' ? ('api-server-proxy' as const) : ('api-server' as const);
  return { needs: request.accesses.map(access => ({ access, why: { of, path: shown(path) } })) };
}

function ofKubelet(path: string): Answer {
  // What stands behind the first directory does not matter.
  const known = /^(\/[^/]+\/)/.exec(path)?.[1] ?? path;
  if (hasSymbols(known)) return { unknown: 'path' };
  return { needs: [{ access: kubeletAccess(known), why: { of: 'kubelet', path: shown(path) } }] };
}

function ofComponent(path: string): Answer {
  if (hasSymbols(path)) return { unknown: 'path' };
  const access = { kind: 'path', verbs: ['get'], path } as const;
  return { needs: [{ access, why: { of: 'secured-component', path } }] };
}

/** The namespaces that a part of a path may name; undefined when they cannot be told. */
function namespacesOf(value: string, { namespaces }: Origin): readonly string[] | undefined {
  if (!hasSymbols(value)) return [value];
  if (value !== symbol('__meta_kubernetes_namespace')) return undefined;
  if (namespaces === 'all') return [''];
  return namespaces.filter(name => name !== UNKNOWN_OWN_NAMESPACE);
}

/** The path that is asked for. A URL has at least a slash. */
function pathOf({ labels }: PossibleTarget): string {
  const path = labels.get(METRICS_PATH) ?? '';
  return path.startsWith('/') ? path : `/${path}`;
}

/** The path as people read it: `{__meta_kubernetes_node_name}` for what the objects decide. */
function shown(path: string): string {
  return piecesOf(path)
    .map(piece => ('text' in piece ? piece.text : piece.symbol.startsWith('?') ? '{…}' : `{${piece.symbol}}`))
    .join('');
}

function hostOfUrl(url: string): string {
  const authority = /^[a-z]+:\/\/(?:[^/@]*@)?([^/]*)/i.exec(url)?.[1] ?? '';
  return splitPort(authority).host;
}
