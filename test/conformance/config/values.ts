import { PROMETHEUS_SHAPE } from '../../../src/prometheus/config/prometheus-shape.ts';
import type { FieldShape, ScalarShape, Shape } from '../../../src/schema/shape.ts';
import type { Random } from '../random.ts';
import { type Model, raw } from './model.ts';

/** Every field of the checked sections by name, once; fields of one name have one type. */
const BY_NAME = new Map<string, FieldShape>();
collect(PROMETHEUS_SHAPE);

/** Names of all fields that may be added. */
export const FIELDS: readonly string[] = [...BY_NAME.keys()];

function collect(shape: Shape): void {
  if (shape.kind === 'list') collect(shape.item);
  else if (shape.kind === 'map') collect(shape.value);
  else if (shape.kind === 'object') {
    for (const field of shape.fields.values()) {
      if (field.shape.kind === 'any' || (field.shape.kind === 'list' && field.shape.item.kind === 'any')) continue;
      BY_NAME.set(field.name, field);
      collect(field.shape);
    }
  }
}

/** A value of the field's type, mostly a good one. */
export function valueFor(name: string, random: Random): Model {
  const field = BY_NAME.get(name);
  return field === undefined ? raw('x') : someValue(field.shape, random);
}

function someValue(shape: Shape, random: Random): Model {
  switch (shape.kind) {
    case 'enum':
      return raw(random.pick(shape.values).value);
    case 'list':
      return { kind: 'seq', items: [...random.list(0, 2, () => someValue(shape.item, random))] };
    case 'map':
      return {
        kind: 'map',
        pairs: [...random.list(0, 1, () => ({ key: 'some_key', value: someValue(shape.value, random) }))],
      };
    case 'object': {
      const fields = [...shape.fields.values()].filter(field => field.shape.kind !== 'any');
      const chosen = fields.filter(field => field.required !== 'no' || random.happens(1, fields.length));
      return { kind: 'map', pairs: chosen.map(field => ({ key: field.name, value: someValue(field.shape, random) })) };
    }
    case 'scalar':
      return raw(random.pick(scalarsFor(shape)));
    case 'any':
      return raw('x');
  }
}

function scalarsFor(shape: ScalarShape): readonly string[] {
  if (shape.type === 'bool') return ['true', 'false', 'yes', 'off'];
  if (shape.type !== 'text') return ['0', '1', '250', '0x10', '1_000', '2.5'];
  switch (shape.format) {
    case 'duration':
      return ['30s', '1m', '1h30m', '0', '5s', '90s', '1d', '15s'];
    case 'size':
      return ['10MB', '1KiB', '0', '1.5GB'];
    case 'url':
      return ['https://example.com', 'http://proxy:3128', "''", 'example'];
    case 'regex':
      return ['(.*)', 'a|b', "'[a-z]+'", '(.+)'];
    case 'label-selector':
      return ['a=b', 'a in (b,c)', "'!a'", "''"];
    case 'field-selector':
      return ['a=b', 'metadata.name!=x', "''"];
    default:
      return ['x', 'a_b', '$1', 'some.name', "''"];
  }
}

const DURATIONS = [
  '10',
  '5',
  '1h1d',
  '-5s',
  '1.5s',
  '5 s',
  '5S',
  "''",
  '0',
  '2m',
  '10d',
  '1y',
  'null',
  '300y',
  '1ms',
  "'10s'",
];
const SIZES = ['10', '10kB', '1Mb', '-5MB', '0', '1.5MB', 'MB', '1MB5', '99999999999EB', '1B'];
const NUMBERS = [
  '-1',
  '1.7',
  '-1.5',
  '1e3',
  "'5'",
  '99999999999999999999',
  '0b11',
  '017',
  '1:30',
  '.inf',
  '-.inf',
  '.nan',
  '18446744073709551615',
  '18446744073709551616',
  'x',
  '+5',
  '1_0',
  '2020-01-01',
];
const URLS = [
  "'http://a b'",
  'http://[::1',
  'http://a:b',
  "':foo'",
  "'%zz'",
  'http://user:p@ss@h',
  "''",
  "'#'",
  'foo',
  'http://[::1]:80/x',
  '1',
  'a:b/c',
  'a/b:c',
  'http://a:1:2',
  '"a\\tb"',
  "'http://[fe80::1%25en0]'",
];
const REGEXES = [
  "'('",
  "')'",
  "'[a'",
  "'a)|(b'",
  "'(?=x)'",
  "'a{1001}'",
  "'\\Z'",
  "'(?P<n>a)'",
  "'(?<n>a)'",
  "'\\pN'",
  "'a**'",
  "''",
  "'*'",
  '5',
  'yes',
  "'(?i)x'",
  "'\\Qa.b\\E'",
];
const SELECTORS = [
  'a',
  "'!a'",
  'a==b',
  'a in b',
  'a in ()',
  'a b',
  "'a=b,'",
  "',a'",
  "'a=é'",
  'a>5',
  'a>x',
  "'a=b=c'",
  "'a\\,=b'",
  "'='",
  "'a=\\x'",
  "''",
  'a/b/c=d',
  'x.y/z=1',
  '5',
  "'a in (b'",
  "'!a=b'",
];
const LABELS = [
  'a.b',
  '1a',
  'é',
  'a-b',
  "''",
  '$1',
  'x$1',
  ['$', '{1}'].join(''),
  '${',
  'a b',
  '__address__',
  'null',
  '5',
  "'$1_$2'",
  '$1.x',
  'job',
];
const TEXTS = [
  "''",
  'x',
  '5',
  'yes',
  'null',
  "'a/b'",
  'http://host:80/metrics',
  '$1',
  '~x',
  '"\\u00e9"',
  '!!binary YQ==',
  '!!binary Y',
  '!!int x',
  'Basic',
  "' basic '",
  '(.*)',
  "';'",
];
const WORDS = [
  'node',
  'Pod',
  'pods',
  'pod',
  'ingress',
  'endpoints',
  "''",
  'null',
  'Replace',
  'KEEP',
  'drop',
  'labelkeep',
  'labeldrop',
  'hashmod',
  'keepequal',
  'dropequal',
  'uppercase',
  'labelmap',
  'legacy',
  'utf8',
  'UTF8',
  'dots',
  'allow-utf-8',
  'TLS12',
  'tls12',
  'PrometheusProto',
  'prometheusproto',
  'PrometheusText0.0.4',
  'OpenMetricsText2.0.0',
  'urn:ietf:params:oauth:grant-type:jwt-bearer',
  'RS256',
];

/** A text that is likely not a good value of the field; some of them are. */
export function wrongValueFor(name: string, random: Random): string {
  if (random.happens(1, 10)) return random.pick([...TEXTS, ...WORDS]);
  const field = BY_NAME.get(name);
  const shape = field?.shape.kind === 'list' ? field.shape.item : field?.shape;
  if (shape?.kind === 'enum') return random.pick(WORDS);
  if (name === 'target_label' || name === 'replacement') return random.pick(LABELS);
  if (shape?.kind !== 'scalar') return random.pick(TEXTS);
  if (shape.type === 'bool') return random.pick(["'true'", '1', 'y', 'On', 'yEs', 'tRue', 'False', 'x', '0', 'null']);
  return random.pick(shape.type === 'text' ? textsFor(shape) : NUMBERS);
}

function textsFor(shape: ScalarShape): readonly string[] {
  switch (shape.format) {
    case 'duration':
      return DURATIONS;
    case 'size':
      return SIZES;
    case 'url':
      return URLS;
    case 'regex':
      return REGEXES;
    case 'label-selector':
    case 'field-selector':
      return SELECTORS;
    case 'label-name':
      return LABELS;
    default:
      return TEXTS;
  }
}
