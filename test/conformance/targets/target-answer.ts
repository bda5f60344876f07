import type { Labels } from '../../../src/prometheus/relabel/rule.ts';
import { targetBehaviour } from '../../../src/prometheus/targets/older-versions.ts';
import { populateLabels, type TargetSettings } from '../../../src/prometheus/targets/populate-labels.ts';
import { publicLabels, type Target } from '../../../src/prometheus/targets/target.ts';
import { settingsFor } from '../relabel/our-answer.ts';
import { readJob } from './read-job.ts';

/** The oracle's request `target`. */
export interface TargetRequest {
  readonly op: 'target';
  readonly job: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly group?: Readonly<Record<string, string>>;
}

/** The oracle's answer. */
export interface TargetAnswer {
  readonly error?: string;
  readonly discovered?: Readonly<Record<string, string>>;
  readonly dropped?: boolean;
  readonly failed?: string;
  readonly final?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
  readonly url?: string;
}

export const TODAY: TargetSettings = {
  relabel: settingsFor('utf8'),
  behaviour: targetBehaviour('unknown', 'not-set'),
};

/** What we say to the request, in the form of the oracle. */
export function ourTarget(request: TargetRequest): TargetAnswer {
  const target = populateLabels(readJob(request.job), toMap(request.labels), toMap(request.group), TODAY);
  return { discovered: Object.fromEntries(target.discovered), ...outcome(target) };
}

function outcome(target: Target): TargetAnswer {
  switch (target.state) {
    case 'active': {
      const labels = Object.fromEntries(publicLabels(target.labels));
      return { dropped: false, final: Object.fromEntries(target.labels), labels, url: target.url };
    }
    case 'dropped':
      return { dropped: true };
    case 'failed':
      return { dropped: false, failed: target.message };
    case 'undecided':
      return { error: target.why };
  }
}

export function toMap(labels: Readonly<Record<string, string>> = {}): Labels {
  return new Map(Object.entries(labels));
}
