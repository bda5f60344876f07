import type { Finding } from '../../schema/finding.ts';
import type { ScalarNode, YamlNode } from '../../yaml/node.ts';
import { createRegexCache, type RegexCache } from '../relabel/regex.ts';
import type { NameValidation } from '../relabel/rule.ts';
import type { ScrapeConfig } from './scrape-config.ts';

/**
 * What is known of jobs and regexes from earlier checks and readings. Owned by the caller; good for any number of files,
 * and never wrong: an entry counts only while the job's stamp is the same.
 */
export interface ConfigCache {
  readonly checkedJobs: WeakMap<YamlNode, CheckedJob>;
  readonly readJobs: WeakMap<YamlNode, ReadJob>;
  readonly regexes: RegexCache;
}

/** What the check of one job gave. Findings have the offsets of the time when the job started at `base`. */
export interface CheckedJob {
  readonly stamp: object;
  /** What of the rest of the file and the settings the findings depend on. */
  readonly context: string;
  readonly base: number;
  readonly findings: readonly Finding[];
  /** The job's name, if it has a readable one. */
  readonly name: ScalarNode | undefined;
  readonly inheritsNaming: boolean;
}

/** The view of one job. */
export interface ReadJob {
  readonly stamp: object;
  readonly names: NameValidation | undefined;
  readonly view: ScrapeConfig;
}

/** Regexes that a cache remembers: more than even a large file has. */
const REGEXES = 2000;

/** An empty cache. */
export function createConfigCache(): ConfigCache {
  return { checkedJobs: new WeakMap(), readJobs: new WeakMap(), regexes: createRegexCache(REGEXES) };
}
