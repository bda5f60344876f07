import type { YamlDocument } from '../../yaml/source.ts';
import { valueOr } from '../config/field.ts';
import type { KubernetesSdConfig } from '../config/kubernetes-sd-config.ts';
import { viewMapping } from '../config/mapping-view.ts';
import type { PrometheusConfig } from '../config/scrape-config.ts';
import type { DiscoveryHome } from '../discovery/read-discovery-config.ts';
import type { RegexCache } from '../relabel/regex.ts';
import { readScrapeJobs } from '../targets/read-scrape-jobs.ts';
import type { AccessSource, RequiredAccess } from './access.ts';
import { alertmanagerDiscoveries } from './alertmanager-discoveries.ts';
import { discoveryAccess } from './discovery-access.ts';
import { httpCredentials } from './http-credentials.ts';
import { mergeAccess } from './merge-access.ts';
import { scrapeAccess } from './scrape-access.ts';

export interface AccessQuestion {
  /** In which the document is: comments are read of it. */
  readonly text: string;
  readonly document: YamlDocument;
  /** What was read of the document. */
  readonly config: PrometheusConfig;
  readonly home: DiscoveryHome;
  readonly regexes: RegexCache;
}

/**
 * What a configuration needs to be allowed in Kubernetes, so that all of its discovery works (Alertmanagers' too) and its
 * targets can be scraped. What the text does not decide is told as unknown, never guessed.
 * See https://kubernetes.io/docs/reference/access-authn-authz/rbac/
 */
export function requiredAccess(question: AccessQuestion): RequiredAccess {
  return mergeAccess([...jobsAccess(question), ...alertmanagersAccess(question)]);
}

function jobsAccess(question: AccessQuestion): readonly RequiredAccess[] {
  const { document, config, home, regexes } = question;
  const jobs = readScrapeJobs(config, home);
  return config.scrapeConfigs.flatMap((written, index) => {
    const name = valueOr(written.jobName, '') ?? '';
    const source = { section: 'scrape_configs', index, job: name, discovery: -1 } as const;
    const discovery = discoveriesAccess(written.kubernetesSdConfigs, source, question);
    const job = jobs[index];
    if (!job) return discovery;
    const credentials = httpCredentials(viewMapping(document, written.node));
    return [...discovery, scrapeAccess({ written, job, credentials, source, home, regexes })];
  });
}

function alertmanagersAccess(question: AccessQuestion): readonly RequiredAccess[] {
  const { document, config } = question;
  return alertmanagerDiscoveries(document, config).flatMap((discoveries, index) => {
    const source = { section: 'alertmanagers', index, job: '', discovery: -1 } as const;
    return discoveriesAccess(discoveries, source, question);
  });
}

function discoveriesAccess(entries: readonly KubernetesSdConfig[], source: AccessSource, question: AccessQuestion) {
  return entries.map((sd, discovery) => discoveryAccess(sd, { ...source, discovery }, question));
}
