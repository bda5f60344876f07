import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DROP_WITHOUT_REGEX } from '../../../src/lint/drop-without-regex.ts';
import { KEEP_WITHOUT_REGEX } from '../../../src/lint/keep-without-regex.ts';
import { checkFix, checkLint, fixTitles, messagesOf } from './check-lint.ts';

const LINTS = [
  { lint: KEEP_WITHOUT_REGEX, action: 'keep' },
  { lint: DROP_WITHOUT_REGEX, action: 'drop' },
] as const;

const rules = (text: string) => `
scrape_configs:
- job_name: a
  relabel_configs:
${text}`;

test('regexes that match everything', () => {
  for (const { lint, action } of LINTS) {
    for (const regex of ['', ', regex: (.*)', ', regex: .*', ', regex: "^(.*)$"', ', regex: "^.*$"']) {
      checkLint(
        lint,
        rules(`
  - {action: ${action}, source_labels: [a]${regex}}
#            ^^^^ relabel/${action}-without-regex warning
  metric_relabel_configs:
  - {action: ${action}, source_labels: [__name__]${regex}}
#            ^^^^ relabel/${action}-without-regex warning
`),
      );
    }
  }
});

test('regexes that decide, or that cannot be read', () => {
  for (const { lint, action } of LINTS) {
    for (const regex of ['.+', '(.+)', 'a', '.*a', '|', '""', '[a]', '(.*']) {
      checkLint(lint, rules(`  - {action: ${action}, source_labels: [a], regex: ${JSON.stringify(regex)}}`));
    }
    checkLint(lint, rules(`  - {action: ${action}, source_labels: [a], regex: [a]}`));
    checkLint(lint, rules(`  - {action: ${action}, source_labels: [a], regex: }`));
  }
});

test('other actions match everything by right', () => {
  for (const { lint } of LINTS) {
    checkLint(
      lint,
      rules(`
  - {source_labels: [a], target_label: b}
  - {action: replace, source_labels: [a], target_label: b, regex: (.*)}
  - {action: keepequal, source_labels: [a], target_label: b}
  - {action: oops, source_labels: [a]}
`),
    );
  }
});

test('the consequence, the reason, the way out', () => {
  const text = rules(`
  - {action: keep, source_labels: [a]}
  - {action: Keep, source_labels: [a, b], regex: .*}
  - {action: keep, source_labels: [a, b], separator: "-"}
  - {action: keep}`);
  assert.deepEqual(messagesOf(KEEP_WITHOUT_REGEX, text), [
    'This rule keeps every target: without `regex` it matches every value, also the empty one of a label that is not there. To keep only what has `a`, write `regex: .+`.',
    'This rule keeps every target: its regex matches every value, also the empty one of a label that is not there. To keep only what has `a` and `b`, write `regex: .+;.+`.',
    'This rule keeps every target: without `regex` it matches every value, also the empty one of a label that is not there. Write the regex that decides, or remove the rule.',
    'This rule keeps every target: without `regex` it matches every value. Write the regex that decides, or remove the rule.',
  ]);
  assert.deepEqual(messagesOf(DROP_WITHOUT_REGEX, rules('  - {action: drop, source_labels: [a]}')), [
    'This rule drops every target of the job: without `regex` it matches every value, also the empty one of a label that is not there. To drop only what has `a`, write `regex: .+`.',
  ]);
});

test('the fix asks for the label', () => {
  for (const { lint, action } of LINTS) {
    const title = `Add \`regex: .+\` to ${action} only what has the source label`;
    checkFix(
      lint,
      title,
      rules(`  - source_labels: [a] # x\n    action: ${action} # y\n  - target_label: b\n    replacement: c`),
      rules(
        `  - source_labels: [a] # x\n    action: ${action} # y\n    regex: .+\n  - target_label: b\n    replacement: c`,
      ),
    );
    checkFix(
      lint,
      `Change the regex to \`.+;.+\` to ${action} only what has the source labels`,
      rules(`  - {action: ${action}, regex: "(.*)", source_labels: [a, b]}`),
      rules(`  - {action: ${action}, regex: ".+;.+", source_labels: [a, b]}`),
    );
    assert.deepEqual(fixTitles(lint, 'unknown', rules(`  - {action: ${action}}`)), []);
  }
});
