import { RE2JS, RE2JSException, RE2JSSyntaxException } from 're2js';
import { BoundedMap } from './bounded-map.ts';
import { type PlainPattern, plainPattern } from './plain-pattern.ts';
import { programSize } from './program-size.ts';
import { re2jsSource } from './re2js-source.ts';

/** Whether `.` matches a newline: since Prometheus 3.0 it does. */
export type DotMatches = 'everything' | 'no-newline';

/** The groups of a match by their number, 0 for all of it; undefined for a group that took no part. */
export type MatchGroups = readonly (string | undefined)[];

/** A compiled regex with its anchors. Ask it through match.ts. */
export type RelabelRegex = PlainRegex | Re2Regex;

export interface PlainRegex {
  readonly kind: 'plain';
  readonly pattern: PlainPattern;
  readonly dot: DotMatches;
  readonly groupNames: readonly string[];
}

export interface Re2Regex {
  readonly kind: 're2';
  readonly program: RE2JS;
  readonly groupNames: readonly string[];
  /** Answers given before. */
  readonly memo: BoundedMap<string, MatchGroups | 'no match'>;
}

export type CompiledRegex =
  | { readonly ok: true; readonly regex: RelabelRegex }
  /**
   * `message` says in the words of Go's parser what is wrong; `offset` is where in the source, when the parser says
   * so. `refused-by-prometheus` is Prometheus' verdict too; `too-large` only says that we do not run it.
   */
  | {
      readonly ok: false;
      readonly reason: 'refused-by-prometheus' | 'too-large';
      readonly message: string;
      readonly offset?: number;
    };

/** Regexes compiled before, by their source. Whoever runs rules owns one. */
export interface RegexCache {
  readonly compiled: BoundedMap<string, CompiledRegex>;
  readonly answersPerRegex: number;
}

/** A cache that remembers at most `limit` regexes, and as many answers of each. */
export function createRegexCache(limit: number): RegexCache {
  return { compiled: new BoundedMap(2 * limit), answersPerRegex: limit };
}

/** Instructions that a program may have before we decline to run it: beyond, one match may take a second. */
const LARGEST_PROGRAM = 50_000;

/**
 * Compiles the `regex` of a relabel rule as Prometheus does: RE2 syntax, put between anchors as text, so that a source
 * like `a)|(b` escapes them there and here.
 * See https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config
 */
export function compileRegex(source: string, dot: DotMatches, cache: RegexCache): CompiledRegex {
  const key = dot === 'everything' ? source : `2.x ${source}`;
  const known = cache.compiled.get(key);
  if (known) return known;
  const compiled = compileAnew(source, dot, cache.answersPerRegex);
  cache.compiled.set(key, compiled);
  return compiled;
}

function compileAnew(source: string, dot: DotMatches, answers: number): CompiledRegex {
  const pattern = plainPattern(source);
  if (pattern) {
    return { ok: true, regex: { kind: 'plain', pattern, dot, groupNames: pattern.captured ? ['', ''] : [''] } };
  }
  if (!source.isWellFormed()) return refused('invalid UTF-8');
  if (programSize(source) > LARGEST_PROGRAM) {
    return { ok: false, reason: 'too-large', message: 'this regex is too large to be evaluated here' };
  }
  const { source: rewritten, names } = re2jsSource(`^(${dot === 'everything' ? '?s:' : '?:'}${source})$`);
  try {
    const memo = new BoundedMap<string, MatchGroups | 'no match'>(answers);
    const program = RE2JS.compile(rewritten);
    const groupNames = Array.from({ length: program.groupCount() + 1 }, (_, index) => names[index] ?? '');
    return { ok: true, regex: { kind: 're2', program, groupNames, memo } };
  } catch (error) {
    return explain(error, source);
  }
}

function explain(error: unknown, source: string): CompiledRegex {
  if (!(error instanceof RE2JSSyntaxException)) {
    // A stack overflow, or an engine error that no known source provokes.
    return { ok: false, reason: 'too-large', message: error instanceof RE2JSException ? error.message : String(error) };
  }
  const fragment = (error.getPattern() ?? '').replace(/\)\$$/, '');
  const offset = fragment === '' ? -1 : source.lastIndexOf(fragment);
  const unique = offset >= 0 && source.indexOf(fragment) === offset;
  return unique ? { ...refused(error.getDescription()), offset } : refused(error.getDescription());
}

function refused(message: string): CompiledRegex & { readonly ok: false } {
  return { ok: false, reason: 'refused-by-prometheus', message };
}
