import type { Dialect } from '../yaml/dialect.ts';
import { type Entry, entriesOf } from '../yaml/mapping.ts';
import type { MapNode, Pair, ScalarNode, SeqNode } from '../yaml/node.ts';
import type { YamlDocument } from '../yaml/source.ts';

/** Mappings that one value is added up from: more are a bomb, not a configuration. */
const MOST_ADDED = 100;

/**
 * The entries of a mapping, as `entriesOf` gives them, with what go-yaml v2 makes of a field that a merge (`<<`) has
 * set before: it decodes into the value that is there, so that a mapping is added to the earlier one, not put in its
 * place. The value of such an entry is a mapping that merges the earlier ones. Fields of the names in `replaced` start
 * anew instead, because Prometheus resets them before it decodes.
 */
export function decodedEntries(
  document: YamlDocument,
  map: MapNode,
  dialect: Dialect,
  replaced: ReadonlySet<string>,
): readonly Entry[] {
  const entries = entriesOf(document, map, dialect);
  if (dialect !== 'prometheus' || !entries.some(entry => entry.merged)) return entries;
  const groups = Map.groupBy(entries, entry => entry.key.text);
  return [...groups.values()].flatMap(group => {
    const [winner, ...others] = group;
    const adds = winner !== undefined && group.some(entry => entry.merged) && !replaced.has(winner.key.text);
    return adds ? [addedUp(winner, others), ...others] : group;
  });
}

/** An earlier value that is no mapping, as null, is where the adding starts; in doubt nothing is added. */
function addedUp(winner: Entry, others: readonly Entry[]): Entry {
  const earlier = others.map(entry => entry.value).filter(value => value.kind === 'map');
  const { value } = winner;
  if (value.kind !== 'map' || earlier.length === 0 || earlier.length < others.length) return winner;
  const sum = mapThatMerges(value, earlier.slice(-MOST_ADDED));
  return { ...winner, value: sum, valueNode: sum };
}

/** The mapping with a `<<` in front, which stands where its first key does. */
function mapThatMerges(map: MapNode, earlier: readonly MapNode[]): MapNode {
  const first = map.pairs.find(({ key }) => key.kind === 'scalar')?.key ?? map.pairs[0]?.key;
  if (first === undefined) return map.pairs.length === 0 ? (earlier.at(-1) ?? map) : map;
  const key: ScalarNode = { ...first, kind: 'scalar', style: 'plain', text: '<<', tag: undefined, anchor: undefined };
  // Of a list of merges the first is decoded last.
  const list: SeqNode = {
    ...first,
    kind: 'seq',
    flow: true,
    items: earlier.toReversed(),
    tag: undefined,
    anchor: undefined,
  };
  const merge: Pair = { key, value: list };
  return { ...map, pairs: [merge, ...map.pairs] };
}
