import type { TargetGroup } from '../discovery/target-group.ts';
import type { RegexCache } from '../relabel/regex.ts';
import { relabelSettings } from '../relabel/settings.ts';
import { targetBehaviour } from './older-versions.ts';
import { populateLabels, type TargetSettings, targetOutcome } from './populate-labels.ts';
import type { ScrapeJob } from './scrape-job.ts';
import type { Target } from './target.ts';
import { type Verdict, verdictOf } from './verdict.ts';

/** What building the targets of a job depends on beside its labels. */
export function targetSettings(job: ScrapeJob, regexes: RegexCache): TargetSettings {
  return {
    relabel: relabelSettings(job.names, job.version, regexes),
    behaviour: targetBehaviour(job.version, 'not-set'),
  };
}

/** What becomes of each target of a group in a job, in the group's order. */
export function groupTargets(job: ScrapeJob, group: TargetGroup, settings: TargetSettings): readonly Target[] {
  return group.targets.map(target => populateLabels(job.pool, target, group.labels, settings));
}

/** The verdicts on the same targets, without their labels. */
export function groupVerdicts(job: ScrapeJob, group: TargetGroup, settings: TargetSettings): readonly Verdict[] {
  return group.targets.map(target => verdictOf(targetOutcome(job.pool, target, group.labels, settings)));
}
