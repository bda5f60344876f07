import { type EnumShape, listOf, listWithoutNulls, objectOf, STRING, text, UINT } from '../../schema/shape.ts';
import { manual } from './manual.ts';

const ACTIONS: EnumShape = {
  kind: 'enum',
  letterCase: 'insensitive',
  empty: 'refused',
  others: 'refused',
  values: [
    action(
      'replace',
      'Where the joined source labels match `regex`, sets `target_label` to the expanded `replacement`.',
    ),
    action('keep', 'Keeps only what has joined source labels that match `regex`.'),
    action('drop', 'Drops what has joined source labels that match `regex`.'),
    action('keepequal', 'Keeps only what has joined source labels equal to the value of `target_label`.', '2.41'),
    action('dropequal', 'Drops what has joined source labels equal to the value of `target_label`.', '2.41'),
    action('hashmod', 'Sets `target_label` to a hash of the joined source labels modulo `modulus`.'),
    action('labelmap', 'Copies every label whose name matches `regex` to the name that `replacement` expands to.'),
    action('labeldrop', 'Removes every label whose name matches `regex`.'),
    action(
      'labelkeep',
      'Removes every label whose name does not match `regex`, internal ones such as `__address__` too.',
    ),
    action('lowercase', 'Sets `target_label` to the joined source labels in lower case.', '2.36'),
    action('uppercase', 'Sets `target_label` to the joined source labels in upper case.', '2.36'),
  ],
};

function action(value: string, doc: string, since?: string) {
  return { value, doc, since };
}

/** One relabelling rule. See https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config */
export const RELABEL_SHAPE = objectOf({
  title: 'a relabel rule',
  link: manual('relabel_config'),
  fields: {
    source_labels: {
      shape: listOf(text('label-name')),
      doc: 'Labels whose values are joined with `separator` and matched against `regex`. A missing label counts as empty.',
      default: '[]',
      snippet: 'source_labels: [$1]',
    },
    separator: { shape: STRING, doc: 'Stands between the joined values of the source labels.', default: ';' },
    target_label: {
      shape: STRING,
      doc: 'The label that is written. `replace` expands `$1` and `$name` in it; other actions take it as it is.',
    },
    regex: {
      shape: text('regex'),
      doc: 'RE2 regular expression; it has to match the whole text.',
      default: '(.*)',
    },
    modulus: { shape: UINT, doc: 'What `hashmod` divides by. Not 0.' },
    replacement: {
      shape: STRING,
      doc: 'The new value, with `$1` and `$name` for the groups of `regex`. An empty result removes the label.',
      default: '$1',
    },
    action: { shape: ACTIONS, doc: 'What the rule does. Letter case does not matter.', default: 'replace' },
  },
});

export const RELABEL_LIST = listWithoutNulls(RELABEL_SHAPE);
