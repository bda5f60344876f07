import { resourceOf } from '../../kubernetes/objects/resource-name.ts';
import type { ListedResource } from '../../prometheus/discovery/listed-resources.ts';
import type { ApiFailure } from '../api/api-failure.ts';
import type { FailingWatch } from './watch-state.ts';
import { describeTarget } from './watch-target.ts';

/**
 * `listing pods in all namespaces is forbidden for jane`. Who it is and what was refused are the API server's words: where a
 * list is asked for as a watch, it may be the right to watch alone that is missing.
 */
export function forbidden(resource: ListedResource, { message }: ApiFailure): string {
  const user = /\bUser "([^"]+)"/.exec(message)?.[1];
  const what = /\bcannot watch\b/.test(message) ? 'listing and watching' : 'listing';
  return `${what} ${describeTarget(resource)} is forbidden${user === undefined ? '' : ` for ${user}`}`;
}

/** Why a watch fails, as a sentence. */
export function whyFailing(resource: ListedResource, { why, failure }: FailingWatch): string {
  switch (why) {
    case 'forbidden':
      return sentence(forbidden(resource, failure));
    case 'absent':
      return sentence(`this API server does not have ${resourceOf(resource.kind)}`);
    case 'unauthorised': {
      const advice = failure.kind === 'credentials' ? failure.advice : '';
      return advice === '' ? sentence(failure.message) : `${sentence(failure.message)} Run: ${advice}`;
    }
    case 'failed':
      return sentence(failure.message);
  }
}

/** What Prometheus does without a list that is forbidden or that the API server does not have. */
export function consequence({ namespace, without }: ListedResource): string {
  if (without === 'fewer-labels') {
    return 'The labels that come from them are missing, and a Prometheus with the same rights goes on without them.';
  }
  const where = namespace === '' ? 'here' : `in namespace ${namespace}`;
  return `A Prometheus with the same rights discovers nothing ${where}, for it waits for this list.`;
}

/** `namespace shop`, `namespaces shop and web`, `namespaces a, b, c and 12 more`. */
export function namespaces(names: readonly string[]): string {
  const [first = '', ...others] = names;
  if (others.length === 0) return `namespace ${first}`;
  if (names.length > 4) return `namespaces ${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;
  return `namespaces ${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** With a capital and a full stop. */
export function sentence(text: string): string {
  const capital = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}
