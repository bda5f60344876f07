import { test } from 'node:test';
import { checkFile } from './check-config.ts';

test('what each action needs and takes', () => {
  checkFile(`
    scrape_configs:
      - job_name: a
        relabel_configs:
          - action:
    #       ^^^^^^ error config/empty-action
          - action: hashmod
    #               ^^^^^^^ error config/missing-field
            target_label: a
          - action: replace
    #               ^^^^^^^ error config/missing-field
          - source_labels: [a]
    #       ^^^^^^^^^^^^^ error config/missing-field
          - action: lowercase
            target_label: a
            replacement: x
    #       ^^^^^^^^^^^ error config/field-not-allowed
          - action: keepequal
            target_label: a
            regex: (.*)
    #       ^^^^^ error config/field-not-allowed
            separator: ','
    #       ^^^^^^^^^ error config/field-not-allowed
          - action: labeldrop
            regex: a
            source_labels: []
    #       ^^^^^^^^^^^^^ error config/field-not-allowed
            separator: ;
        metric_relabel_configs:
          - action: labelkeep
            source_labels:
          - action: labelmap
            replacement: ''
    #                    ^^ error config/bad-label-name
  `);
});

test('regexes and target labels', () => {
  checkFile(`
    scrape_configs:
      - job_name: a
        relabel_configs:
          - action: keep
            regex: '(a'
    #              ^^^^ error config/bad-regex
          - target_label: a.b
          - target_label: x$1
        metric_relabel_configs:
          - action: labelmap
            regex: (?=a)
    #              ^^^^^ error config/bad-regex
      - job_name: b
        metric_name_validation_scheme: legacy
        relabel_configs:
          - target_label: a.b
    #                     ^^^ error config/bad-label-name
          - target_label: a.$1
    #                     ^^^^ error config/bad-label-name
          - target_label: x$1
          - source_labels: [null, a]
            target_label: ok
  `);
});
