import {
  ANY,
  BOOL,
  listOf,
  listWithoutNulls,
  mapOf,
  objectOf,
  oneOf,
  STRING,
  text,
  UINT,
} from '../../../src/schema/shape.ts';

const SIZE = oneOf({ small: 'Fits a lap.', large: 'Does not.' });

const PET = objectOf({
  title: 'a pet',
  link: 'https://example.com/pets',
  fields: {
    name: { shape: STRING, doc: 'What it answers to.', required: 'present' },
    size: { shape: SIZE, doc: 'How much of it there is.', default: 'small', since: '1.2' },
    tame: { shape: BOOL, doc: 'Whether it bites.' },
    age: { shape: UINT, doc: 'In years.', deprecated: 'Pets do not know.' },
    food: { shape: listOf(text('string', 'hay', 'fish')), doc: 'What it eats.' },
    tags: { shape: mapOf('string', STRING), doc: 'Anything else.' },
    home: {
      shape: objectOf({ title: '`home`', link: undefined, fields: { street: { shape: STRING, doc: 'Where.' } } }),
      doc: 'Where it lives.',
    },
    raw: { shape: ANY, doc: 'Unchecked.' },
  },
  removed: { colour: { until: '2.0', instead: 'tags', doc: 'Its colour.' } },
});

/** A small shape with one of everything. */
export const SHOP = objectOf({
  title: 'a shop',
  link: 'https://example.com/shop',
  fields: {
    pets: { shape: listWithoutNulls(PET), doc: 'All pets.' },
    open: { shape: BOOL, doc: 'Whether one may come in.', default: 'true' },
    sizes: { shape: listOf(SIZE), doc: 'What is sold.' },
  },
});
