import assert from 'node:assert/strict';
import { test } from 'node:test';
import { match, matches, replaceAll } from '../../../../src/prometheus/relabel/match.ts';
import {
  compileRegex,
  createRegexCache,
  type DotMatches,
  type RelabelRegex,
} from '../../../../src/prometheus/relabel/regex.ts';

function compiled(source: string, dot: DotMatches = 'everything'): RelabelRegex {
  const result = compileRegex(source, dot, createRegexCache(10));
  assert.ok(result.ok, source);
  return result.regex;
}

const MATCHES: readonly (readonly [
  source: string,
  text: string,
  groups: readonly (string | undefined)[] | undefined,
])[] = [
  ['foo', 'foo', ['foo']],
  ['foo', 'foobar', undefined],
  ['', '', ['']],
  ['x\\.y', 'x.y', ['x.y']],
  ['x\\.y', 'xzy', undefined],
  ['a|b', 'b', ['b']],
  ['(a|b)', 'b', ['b', 'b']],
  ['(?:a|b)', 'a', ['a']],
  ['a|', '', ['']],
  ['.*', 'a\nb', ['a\nb']],
  ['(.+)', '', undefined],
  ['foo-(.+)', 'foo-x', ['foo-x', 'x']],
  ['foo-(.+)', 'foo-', undefined],
  ['(.*)-bar', 'foo-bar', ['foo-bar', 'foo']],
  ['a(.*)a', 'a', undefined],
  ['([^:]+)(?::\\d+)?;(\\d+)', '10.0.0.1:80;9102', ['10.0.0.1:80;9102', '10.0.0.1', '9102']],
  ['(x)?(.*)', 'foo', ['foo', undefined, 'foo']],
  ['(?P<n>a)|(?P<n>b)', 'b', ['b', undefined, 'b']],
  ['(?P<constructor>.)', 'b', ['b', 'b']],
  ['[^a]', '😀', ['😀']],
  ['..', '😀', undefined],
  ['\\p{uppercase_letter}', 'A', ['A']],
  ['a)|(b', 'xb', ['b', 'b']],
];

for (const [source, text, groups] of MATCHES) {
  test(`regex ${JSON.stringify(source)} on ${JSON.stringify(text)}`, () => {
    assert.deepEqual(match(compiled(source), text), groups);
    assert.deepEqual(match(compiled(source), text), groups, 'from memory');
  });
}

const REFUSED: readonly (readonly [source: string, message: string, offset?: number])[] = [
  ['foo[a', 'missing closing ]', 3],
  ['(a', 'missing closing )'],
  ['a**', 'invalid nested repetition operator', 1],
  ['*a', 'missing argument to repetition operator', 0],
  ['a(?=b)', 'invalid or unsupported Perl syntax', 1],
  ['x\\h', 'invalid escape sequence', 1],
  ['a{1001}', 'invalid repeat count', 1],
  ['\\p{Old_Italic}', 'invalid character class range'],
  ['a\ud800b+', 'invalid UTF-8'],
];

for (const [source, message, offset] of REFUSED) {
  test(`regex ${JSON.stringify(source)} is refused`, () => {
    const result = compileRegex(source, 'everything', createRegexCache(10));
    const expected = { ok: false, reason: 'refused-by-prometheus', message };
    assert.deepEqual(result, offset === undefined ? expected : { ...expected, offset });
  });
}

test('a regex that would take too long is not run, and not said to be refused', () => {
  const result = compileRegex('(abc.?){1000}'.repeat(20), 'everything', createRegexCache(10));
  assert.ok(!result.ok && result.reason === 'too-large');
});

test('hostile sources are answered', () => {
  for (const source of ['(', '[', '\\p{', '(?P<n>', '\\Q', 'a|', '{9999', '[[:', '\\']) {
    compileRegex(source.repeat(5000), 'everything', createRegexCache(10));
  }
});

test('before 3.0 a dot does not match a newline', () => {
  for (const source of ['.*', '(.+)', 'a(.*)', 'a.b']) {
    assert.ok(matches(compiled(source), 'a\nb'), source);
    assert.ok(!matches(compiled(source, 'no-newline'), 'a\nb'), source);
    assert.ok(matches(compiled(source, 'no-newline'), 'axb'), source);
  }
});

test('one cache keeps the two meanings of a dot apart', () => {
  const cache = createRegexCache(10);
  const both = (['everything', 'no-newline'] as const).map(dot => compileRegex('a.b', dot, cache));
  assert.deepEqual(
    both.map(one => one.ok && matches(one.regex, 'a\nb')),
    [true, false],
  );
});

test('the cache is bounded and remembers', () => {
  const cache = createRegexCache(5);
  assert.equal(compileRegex('a+', 'everything', cache), compileRegex('a+', 'everything', cache));
  for (let index = 0; index < 100; index++) compileRegex(`a+${index}`, 'everything', cache);
  assert.equal(cache.compiled.size, 10);
});

test('every match of a regex that escapes its anchors is replaced', () => {
  assert.equal(replaceAll(compiled('a)|o|(b'), 'aoob', '<$0>'), '<a><o><o><b>');
  assert.equal(replaceAll(compiled('a)|x*|(b'), 'ayxxb', '-'), '-y-b-');
});
