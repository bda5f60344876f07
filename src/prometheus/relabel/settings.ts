import type { KnownVersion } from '../version.ts';
import { dotMatches, nameValidation } from './older-versions.ts';
import type { DotMatches, RegexCache } from './regex.ts';
import type { NameValidation } from './rule.ts';

/** What running rules depends on beside the rules themselves. */
export interface RelabelSettings {
  readonly names: NameValidation;
  readonly dot: DotMatches;
  readonly regexes: RegexCache;
}

/** The settings of a Prometheus `version` whose jobs say `metric_name_validation_scheme: names`. */
export function relabelSettings(names: NameValidation, version: KnownVersion, regexes: RegexCache): RelabelSettings {
  return { names: nameValidation(names, version), dot: dotMatches(version), regexes };
}
