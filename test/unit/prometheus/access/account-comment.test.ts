import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commentWithin, headComment } from '../../../../src/prometheus/access/account-comment.ts';

const KEY = 'prometheus-kubernetes-account';

test('the comment at the head of a configuration', () => {
  const table: readonly (readonly [text: string, expected: string | undefined])[] = [
    [`# ${KEY}: monitoring/prometheus`, 'monitoring/prometheus'],
    [`#${KEY}:a/b.c  \r\nscrape_configs: []`, 'a/b.c'],
    [`global: {}\n\t # ${KEY}: a/b\n`, 'a/b'],
    [`# ${KEY}: user "Jane Doe" groups dev`, 'user "Jane Doe" groups dev'],
    [`# ${KEY}:`, ''],
    [`# ${KEY}: a b c\n# ${KEY}: d/e`, 'a b c'],
    [`a: b # ${KEY}: a/b`, undefined],
    [`# see ${KEY}: a/b`, undefined],
    [`${'\n'.repeat(19)}# ${KEY}: a/b`, 'a/b'],
    [`${'\n'.repeat(20)}# ${KEY}: a/b`, undefined],
    [`scrape_configs:\n- job_name: a\n  # ${KEY}: a/b\n  kubernetes_sd_configs:\n`, 'a/b'],
    [`scrape_configs:\n- kubernetes_sd_configs:\n  - role: pod\n    # ${KEY}: a/b\n`, undefined],
    ['', undefined],
  ];
  for (const [text, expected] of table) {
    const comment = headComment(text);
    assert.equal(comment?.text, expected, text);
    if (comment) assert.equal(text.slice(comment.span.start, comment.span.end), comment.text);
  }
});

test('the comment in the lines of an entry, also behind a value', () => {
  const text = `- role: pod # ${KEY}: user jane\n  api_server: x\n- role: node\n  # ${KEY}: a/b\n  api_server: y # ${KEY}: c/d\n`;
  const entry = (from: string, to: string) => ({ start: text.indexOf(from), end: text.indexOf(to) + to.length });
  assert.equal(commentWithin(text, entry('role: pod', 'api_server: x'))?.text, 'user jane');
  assert.equal(commentWithin(text, entry('role: node', 'api_server: y'))?.text, 'a/b');
  assert.equal(commentWithin(text, entry('api_server: y', 'api_server: y'))?.text, 'c/d');
  assert.equal(commentWithin(text, entry('api_server: x', 'api_server: x')), undefined);
});
