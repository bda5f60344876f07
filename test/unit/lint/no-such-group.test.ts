import { test } from 'node:test';
import { NO_SUCH_GROUP } from '../../../src/lint/no-such-group.ts';
import { checkLint } from './check-lint.ts';

const rule = (text: string) => `
scrape_configs:
- job_name: a
  relabel_configs:
  - source_labels: [a]
${text}`;

test('references to groups that are not there', () => {
  const cases = [
    '    {regex: b, target_label: c, replacement: $1}',
    '    {regex: (b), target_label: c, replacement: x$2}',
    '    {regex: (b), target_label: c, replacement: $1_x}',
    '    {regex: (?P<n>b), target_label: c, replacement: "${m}"}',
  ];
  for (const one of cases) {
    const line = one.replace('    {', '  - {source_labels: [a], ');
    const value = /replacement: (.+)\}$/.exec(line)?.[1] ?? '';
    const mark = `#${' '.repeat(line.indexOf(value, line.indexOf('replacement')) - 1)}${'^'.repeat(value.length)}`;
    checkLint(
      NO_SUCH_GROUP,
      `\nscrape_configs:\n- job_name: a\n  relabel_configs:\n${line}\n${mark} relabel/no-such-group warning`,
    );
  }
});

test('the default replacement refers to a group as well', () => {
  checkLint(
    NO_SUCH_GROUP,
    rule(`
    regex: b.+
#          ^^^ relabel/no-such-group warning
    target_label: c
  - action: labelmap
    regex: b_.+
#          ^^^^ relabel/no-such-group warning
`),
  );
});

test('what is there, what is no reference, and rules that expand nothing', () => {
  for (const text of [
    '    regex: (b)\n    target_label: c',
    '    target_label: c\n    replacement: $1',
    '    regex: (?P<n>b)\n    target_label: c\n    replacement: ${n}${1}${0}',
    '    regex: b\n    target_label: c\n    replacement: $$1 costs $',
    '    regex: b\n    target_label: c\n    replacement: ""',
    '    target_label: c\n    replacement: ${MASTER_IP}:80',
    '    regex: b\n    action: keep\n    replacement: $1',
    '    regex: b\n    action: labeldrop\n    replacement: $1',
    '    regex: (b\n    target_label: c\n    replacement: $2',
  ]) {
    checkLint(NO_SUCH_GROUP, rule(text.replace('action: labeldrop', 'action: drop')));
  }
});
