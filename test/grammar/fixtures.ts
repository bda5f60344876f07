/** Lines marked `E` are in an embedded file, the others are not. The first three columns are not part of the text. */
export interface Marked {
  readonly text: string;
  readonly embedded: readonly number[];
}

/** Reads a fixture whose lines start with `E| ` or ` | `. */
export function marked(fixture: string): Marked {
  const lines = fixture.split('\n').filter(line => line !== '');
  return {
    text: lines.map(line => line.slice(3)).join('\n'),
    embedded: lines.flatMap((line, index) => (line.startsWith('E') ? [index] : [])),
  };
}

/** Embedded files: where they start, and that they end with their indentation. */
export const EMBEDDED: Readonly<Record<string, string>> = {
  'a ConfigMap': `
 | apiVersion: v1
 | kind: ConfigMap
 | metadata: {name: prometheus}
 | data:
 |   note.txt: |
 |     global: not YAML
 |   prometheus.yml: |
E|     global:
E|       scrape_interval: 15s
E|     # comment
E|     scrape_configs:
E|       - job_name: pods
 |   rules.yaml: |-
E|     groups: []
 |   key: value
 | kind2: Other`,
  'indicators and comments of the header': `
 | data:
 |   a.yml: |+ # kept
E|     a: 1
 |   b.yml: |2
E|       # two more spaces belong to the content
E|     b: 1
 |   "c.yaml": |2-
E|     c: 1
 |   'd.yaml': |-2
E|     d: 1
 |   last: true`,
  'a less indented comment ends the scalar': `
 | data:
 |   prometheus.yml: |
E|     a: 1
 |   # of the ConfigMap
 |   other: 1`,
  'nothing that is open inside goes on after it': `
 | data:
 |   a.yml: |
E|     text: "not closed
 |   b.yml: |
E|     flow: { a: [ 1,
E|       regex: (a|
 |   c.yml: |
E|     script: |
E|       echo "
E|         more
 |   end: 'here'
 | metadata: {name: x}`,
  'a list of objects': `
 | kind: List
 | items:
 |   - kind: ConfigMap
 |     data:
 |       prometheus.yml: |
E|         a: 1
 |     metadata:
 |       name: x
 |   - kind: Other`,
  'documents after one another': `
 | data:
 |   prometheus.yml: |
E|     a: 1
 | ---
 | kind: Other
 | ---
 | data:
 |   prometheus.yml: |
E|     b: 1
 | ...`,
  'what is no embedded file': `
 | a.yml: >
 |   folded: text
 | b.yml: "| "
 | c.yml: file.yml
 | d.json: |
 |   {"a": 1}
 | e.yml: |x
 |   not: a header
 | text: |
 |   It says
 |   prometheus.yml: |
 |     here
 | # prometheus.yml: |
 |   other: 1`,
};

/** A rule's line and the tokens in its value that must carry the scope, in order. */
export type Expected = readonly [line: string, tokens: readonly (readonly [text: string, scope: string])[]];

const GROUP = 'punctuation.definition.group.regexp';
const SET = 'constant.other.character-class.set.regexp';
const QUANTIFIER = 'keyword.operator.quantifier.regexp';
const ANCHOR = 'keyword.control.anchor.regexp';
const ESCAPE = 'constant.character.escape.regexp';
const NAME = 'variable.parameter.capture-group.prometheus';
const BEGIN = 'punctuation.definition.variable.begin.prometheus';

export const VALUES: readonly Expected[] = [
  [
    '- regex: (a|b)',
    [
      ['(', GROUP],
      ['|', 'keyword.operator.or.regexp'],
      [')', GROUP],
    ],
  ],
  [
    '  regex: ^a$',
    [
      ['^', ANCHOR],
      ['$', ANCHOR],
    ],
  ],
  [
    '  regex: a*b+?c{2,3}',
    [
      ['*', QUANTIFIER],
      ['+?', QUANTIFIER],
      ['{2,3}', QUANTIFIER],
    ],
  ],
  [
    '  regex: "[^a-z]"',
    [
      ['[', SET],
      ['^', 'keyword.operator.negation.regexp'],
      ['a-z', 'constant.other.character-class.range.regexp'],
      [']', SET],
    ],
  ],
  ["  regex: '[[:alpha:]]'", [['[:alpha:]', 'constant.other.character-class.posix.regexp']]],
  [
    '  regex: (?P<n>.)',
    [
      ['(', GROUP],
      ['n', 'variable.other.regexp'],
      ['.', 'constant.other.character-class.any.regexp'],
    ],
  ],
  ['  regex: (?i:a)', [['?i:', 'punctuation.definition.group.no-capture.regexp']]],
  ['  regex: (?i)a', [['?i', 'storage.modifier.flag.regexp']]],
  [
    '  regex: \\d\\.\\pL',
    [
      ['\\d', 'constant.other.character-class.escape.regexp'],
      ['\\.', ESCAPE],
      ['\\pL', 'constant.other.character-class.escape.regexp'],
    ],
  ],
  [
    '  regex: "\\\\d\\\\."',
    [
      ['\\\\d', 'constant.other.character-class.escape.regexp'],
      ['\\\\.', ESCAPE],
    ],
  ],
  ["  regex: 'it''s'", [["''", 'constant.character.escape.single-quote.yaml']]],
  [
    '  regex: .+ # .+',
    [
      ['.', 'constant.other.character-class.any.regexp'],
      ['+', QUANTIFIER],
    ],
  ],
  [
    '- {action: keep, regex: a.*, separator: "*"}',
    [
      ['.', 'constant.other.character-class.any.regexp'],
      ['*', QUANTIFIER],
    ],
  ],
  ['- {"regex": "a|b"}', [['|', 'keyword.operator.or.regexp']]],
  [
    '  replacement: $1',
    [
      ['$', BEGIN],
      ['1', NAME],
    ],
  ],
  [
    '  replacement: "${name}:$$"',
    [
      ['${', BEGIN],
      ['name', NAME],
      ['$$', 'constant.character.escape.dollar.prometheus'],
    ],
  ],
  [
    '  target_label: a_${1}',
    [
      ['${', BEGIN],
      ['1', NAME],
    ],
  ],
  [
    '  targetLabel: a_$1',
    [
      ['$', BEGIN],
      ['1', NAME],
    ],
  ],
  [
    '- {replacement: $1, action: replace}',
    [
      ['$', BEGIN],
      ['1', NAME],
    ],
  ],
];

/** Files of others: our grammars change no token of them. */
export const OTHERS: readonly string[] = [
  'services:\n  web:\n    image: "nginx:1"\n    command: ["sh", "-c", "echo $HOME ${X}"]\n    regexes: (a|b)\n',
  'on: {push: {branches: [main]}}\njobs:\n  a:\n    steps:\n      - run: |\n          regex: (a|b)\n          replacement: $1\n      - uses: x/y@v1\n',
  'kind: Deployment\nspec:\n  template:\n    spec:\n      containers:\n        - name: a # regex: (a)\n          args: ["--regex: (a|b)"]\n',
  'text: "regex: (a|b)"\nmore: \'replacement: $1\'\nmyregex: (a)\nregex:x: (b)\n? regex\n: none\n',
  'regex:\n  - (a|b)\nreplacement: plain\ntarget_label: instance\n',
];

/** Values that are not closed: nothing of the following lines may change. */
export const UNCLOSED: readonly string[] = [
  'regex: "(a',
  "regex: '[a",
  'regex: (a',
  'regex: [a',
  'regex: [[:a',
  'regex: a{2',
  'regex: \\',
  'regex: "\\',
  'regex: (?P<n',
  'regex: (?i',
  'regex: |',
  'regex: &a (b',
  'regex:',
  'regex: {',
  'replacement: ${1',
  'replacement: "${',
  'replacement: $',
];
