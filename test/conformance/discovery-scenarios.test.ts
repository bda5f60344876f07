import { readCaptures } from './captures.ts';
import { type Compared, comparison } from './comparison.ts';
import { type DiscoveryRequest, type GroupAnswer, ourGroups, plainGroups } from './discovery/our-groups.ts';

/**
 * What these expect depends on what happened before: a node changes, and Prometheus does not look again at an endpoint
 * that refers to no pod. The objects at the end alone do not decide it.
 */
const OF_HISTORY: ReadonlySet<string> = new Set([
  'TestEndpointsDiscoveryWithUpdatedNodeMetadata',
  'TestEndpointsSlicesDiscoveryWithUpdatedNodeMetadata',
]);

interface Expected {
  readonly groups: readonly GroupAnswer[];
}

/** The scenarios of Prometheus' own tests of discovery, with the groups that those expect. */
async function* scenarios(): AsyncGenerator<Compared> {
  for (const { test, case: index, input, expected } of readCaptures<DiscoveryRequest, Expected>('discovery.jsonl')) {
    if (OF_HISTORY.has(test)) continue;
    // The tests do not tell an empty group from that of an object that is gone.
    const ours = ourGroups(input).filter(group => Object.keys(group.labels).length + group.targets.length > 0);
    yield { id: `${test} ${index}`, ours, theirs: plainGroups(expected.groups) };
  }
}

comparison({ label: 'discovery scenarios equal', required: 1, cases: scenarios });
