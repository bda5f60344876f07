import type { Random } from '../random.ts';
import { copyModel, type MapModel, type Model, raw, type SeqModel } from './model.ts';
import { FIELDS, valueFor, wrongValueFor } from './values.ts';

export const MUTATIONS = [
  'dropped',
  'added',
  'misspelt',
  'wrong type',
  'null',
  'empty',
  'wrong value',
  'duplicate',
  'moved',
] as const;

export type Mutation = (typeof MUTATIONS)[number];

/** A place in a model: the value that a pair or an item of a collection holds. */
interface Slot {
  readonly name: string;
  readonly value: Model;
  readonly set: (value: Model) => void;
}

/** The base with one change of that kind, somewhere at random. */
export function mutate(base: Model, mutation: Mutation, random: Random): Model {
  const model = copyModel(base);
  const maps = mapsOf(model).filter(map => map.pairs.length > 0);
  const map = random.pick(maps);
  const at = random.below(map.pairs.length);
  switch (mutation) {
    case 'dropped':
      map.pairs.splice(at, 1);
      break;
    case 'added':
      add(map, random);
      break;
    case 'misspelt':
      misspell(map, at, random);
      break;
    case 'wrong type':
      change(model, random, value => wrongType(value, random));
      break;
    case 'null':
      change(model, random, () => raw(random.pick(['', 'null', '~'])));
      break;
    case 'empty':
      change(model, random, value => raw(random.pick(emptyFor(value))));
      break;
    case 'wrong value':
      change(model, random, (value, name) => (value.kind === 'raw' ? raw(wrongValueFor(name, random)) : value));
      break;
    case 'duplicate':
      duplicate(model, map, at, random);
      break;
    case 'moved':
      random.pick(maps).pairs.push(...map.pairs.splice(at, 1));
  }
  return model;
}

function add(map: MapModel, random: Random): void {
  const name = random.pick(FIELDS);
  const value = valueFor(name, random);
  map.pairs.splice(random.below(map.pairs.length + 1), 0, { key: name, value });
}

function misspell(map: MapModel, at: number, random: Random): void {
  const pair = map.pairs[at];
  if (pair === undefined) return;
  const values = pair.value;
  if (values.kind === 'raw' && values.text !== '' && random.happens(1, 3))
    pair.value = raw(misspelt(values.text, random));
  else pair.key = misspelt(pair.key, random);
}

function misspelt(word: string, random: Random): string {
  const at = random.below(word.length);
  const before = word.slice(0, at);
  const after = word.slice(at + 1);
  const letter = word[at] ?? '';
  switch (random.below(4)) {
    case 0:
      return before + after;
    case 1:
      return `${before}${letter}${letter}${after}`;
    case 2:
      return `${before}${after.slice(0, 1)}${letter}${after.slice(1)}`;
    default:
      return random.happens(1, 2) ? word.toUpperCase() : `${word}s`;
  }
}

function change(model: Model, random: Random, to: (value: Model, name: string) => Model): void {
  const slots = slotsOf(model);
  const slot = random.pick(slots);
  slot.set(to(slot.value, slot.name));
}

function wrongType(value: Model, random: Random): Model {
  const others = [
    "'true'",
    'yes',
    '1',
    '-1',
    '1.5',
    "'1'",
    'text',
    '[a]',
    '[]',
    '{a: b}',
    '[[a]]',
    '[{a: b}]',
    '1e3',
    '.inf',
    '0x10',
    '!!str 5',
    '12:30',
  ];
  if (value.kind === 'seq' && random.happens(1, 2)) return value.items[0] ?? raw('a');
  if (value.kind !== 'seq' && random.happens(1, 6)) return { kind: 'seq', items: [value] };
  return raw(random.pick(others));
}

function emptyFor(value: Model): readonly string[] {
  if (value.kind === 'raw') return ["''", '""', "''", '[]', '{}'];
  return value.kind === 'seq' ? ['[]', '[]', "''", '{}', "['']", '[null]'] : ['{}', '{}', "''", '[]'];
}

/** The same key again, the same entry again, or one entry that differs a little. */
function duplicate(model: Model, map: MapModel, at: number, random: Random): void {
  const lists = seqsOf(model).filter(list => list.items.length > 0);
  const pair = map.pairs[at];
  const list = lists.length > 0 && random.happens(2, 3) ? random.pick(lists) : undefined;
  const item = list && random.pick(list.items);
  if (list && item) list.items.splice(random.below(list.items.length + 1), 0, copyModel(item));
  else if (pair)
    map.pairs.splice(random.below(map.pairs.length + 1), 0, { key: pair.key, value: copyModel(pair.value) });
}

function mapsOf(model: Model): readonly MapModel[] {
  if (model.kind === 'raw') return [];
  if (model.kind === 'seq') return model.items.flatMap(mapsOf);
  return [model, ...model.pairs.flatMap(pair => mapsOf(pair.value))];
}

function seqsOf(model: Model): readonly SeqModel[] {
  if (model.kind === 'raw') return [];
  if (model.kind === 'map') return model.pairs.flatMap(pair => seqsOf(pair.value));
  return [model, ...model.items.flatMap(seqsOf)];
}

function slotsOf(model: Model, name = ''): readonly Slot[] {
  if (model.kind === 'raw') return [];
  if (model.kind === 'seq') {
    return model.items.flatMap((value, index) => [
      { name, value, set: (other: Model) => model.items.splice(index, 1, other) },
      ...slotsOf(value, name),
    ]);
  }
  return model.pairs.flatMap(pair => [
    {
      name: pair.key,
      value: pair.value,
      set: (other: Model) => {
        pair.value = other;
      },
    },
    ...slotsOf(pair.value, pair.key),
  ]);
}
