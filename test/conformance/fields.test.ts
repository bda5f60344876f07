import { PROMETHEUS_SHAPE } from '../../src/prometheus/config/prometheus-shape.ts';
import type { FieldShape, ScalarShape, Shape } from '../../src/schema/shape.ts';
import { type Compared, comparison } from './comparison.ts';
import { askOracle } from './oracle.ts';

/** A value of the configuration by the oracle's reflection of Prometheus' own types. */
interface Reflected {
  readonly kind: string;
  readonly default?: unknown;
  readonly enum?: readonly string[];
  readonly enum_error?: string;
  readonly fields?: Readonly<Record<string, Reflected>>;
  readonly items?: Reflected;
}

/** One value as both sides describe it. */
interface Described {
  readonly kind: string;
  readonly fields: readonly string[];
  readonly values: readonly string[];
  readonly default: string;
}

/** Defaults that are the zero value of their type, which reflection does not tell from none. */
const ZERO = new Set(['', '0', '0s', 'false', '[]', '{}']);

/** Texts of a checked format that Prometheus decodes as plain strings. */
const FORMAT_KINDS: Readonly<Record<string, string>> = {
  duration: 'duration',
  size: 'size',
  url: 'url',
  regex: 'regexp',
  secret: 'secret',
  'label-name': 'labelname',
  'label-value': 'labelvalue',
};

/** Prometheus checks these, or nobody does, after decoding: reflection sees texts without values. */
const CHECKED_LATER = new Set(['metric_name_escaping_scheme', 'grant_type', 'signature_algorithm']);

/**
 * A default that our shape documents and the type does not have, with the reason.
 * `authorization.type`, `oauth2.grant_type`, `oauth2.signature_algorithm`: filled in after decoding.
 */
const FILLED_IN_LATER = new Set(['type', 'grant_type', 'signature_algorithm']);

function* compareValue(
  path: string,
  name: string,
  field: FieldShape | undefined,
  ours: Shape,
  theirs: Reflected,
): Generator<Compared> {
  if (ours.kind === 'any') return;
  yield { id: path, ours: describeOurs(name, field, ours), theirs: describeTheirs(theirs) };
  if (ours.kind === 'object') {
    for (const [key, inner] of ours.fields) {
      const other = theirs.fields?.[key];
      if (other !== undefined) yield* compareValue(`${path}.${key}`, key, inner, inner.shape, other);
    }
  }
  const item = ours.kind === 'list' ? ours.item : ours.kind === 'map' ? ours.value : undefined;
  if (item !== undefined && theirs.items !== undefined)
    yield* compareValue(`${path}[]`, name, undefined, item, theirs.items);
}

function describeOurs(name: string, field: FieldShape | undefined, shape: Shape): Described {
  const fallback = field?.default ?? '';
  return {
    kind:
      shape.kind === 'scalar'
        ? scalarKind(shape)
        : shape.kind === 'enum' && CHECKED_LATER.has(name)
          ? 'string'
          : shape.kind,
    fields: shape.kind === 'object' ? [...shape.fields.keys()].toSorted() : [],
    values: shape.kind === 'enum' && !CHECKED_LATER.has(name) ? shape.values.map(one => one.value).toSorted() : [],
    default: ZERO.has(fallback) || FILLED_IN_LATER.has(name) ? '' : fallback,
  };
}

function scalarKind(shape: ScalarShape): string {
  return shape.type === 'text' ? (FORMAT_KINDS[shape.format] ?? 'string') : shape.type;
}

function describeTheirs({ kind, fields, default: fallback, ...rest }: Reflected): Described {
  const values = valuesOf(rest);
  return {
    kind: kind === 'labels' ? 'map' : values.length > 0 ? 'enum' : kind,
    fields: Object.keys(fields ?? {}).toSorted(),
    values,
    default:
      typeof fallback === 'object' || fallback === undefined || ZERO.has(String(fallback)) ? '' : String(fallback),
  };
}

/** An enumeration's values; those that the error message lists are more complete than those that were tried. */
function valuesOf({ enum: tried = [], enum_error: error = '' }: Omit<Reflected, 'kind'>): readonly string[] {
  const listed = /supported: \[([^\]]*)\]/.exec(error)?.[1]?.split(' ');
  return [...(listed ?? tried)].toSorted();
}

async function* compared(): AsyncGenerator<Compared> {
  for await (const root of askOracle<Reflected>([{ op: 'fields' }])) {
    yield* compareValue('', '', undefined, PROMETHEUS_SHAPE, root);
  }
}

comparison({ label: 'shape fields equal', required: 1, cases: compared });
