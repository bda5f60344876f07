import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { IGrammar } from 'vscode-textmate';
import { EMBEDDED, marked, OTHERS, UNCLOSED, VALUES } from './fixtures.ts';
import { writeFlatGrammar } from './flat-yaml.ts';
import { yamlGrammars } from './hosts.ts';
import { hasScope, linesInScope, loadYamlGrammar, type Token, tokenize } from './tokens.ts';

const EMBEDDED_SCOPE = 'meta.embedded.block.prometheus';
const LONG = ['a', '(', '\\', '(?', 'regex: ', "'", '$', '.yml', ' #', ': ', '\t '];
/** Each opens a flow collection inside the one before: the YAML grammars themselves take quadratic time for these. */
const NESTED = ['[', '[^', '{1,', '${'];

const hosts = yamlGrammars();
const grammars = [...hosts, { host: 'a flat YAML grammar', files: [writeFlatGrammar()] }];

test('the hosts have been prepared', () => {
  assert.ok(hosts.length > 0, 'no VS Code to take the YAML grammar from: run `npm run hosts` first');
});

for (const { host, files } of grammars) {
  describe(host, () => {
    const ours = loadYamlGrammar(files, 'with');
    const plain = loadYamlGrammar(files, 'without');
    embeddedFiles(ours, plain);
    values(ours);
    othersAreLeftAlone(ours, plain);
    hostileLines(ours);
  });
}

function embeddedFiles(ours: Promise<IGrammar>, plain: Promise<IGrammar>): void {
  for (const [name, fixture] of Object.entries(EMBEDDED)) {
    const { text, embedded } = marked(fixture);
    for (const [end, source] of [
      ['LF', text],
      ['CRLF', text.replaceAll('\n', '\r\n')],
    ] as const) {
      test(`embedded: ${name}, ${end}`, async () => {
        assert.deepEqual(linesInScope(tokenize(await ours, source), EMBEDDED_SCOPE), embedded);
      });
    }
    test(`embedded: ${name}, other lines are as they were`, async () => {
      const heads = new Set(embedded.map(line => line - 1));
      const outside = (tokens: readonly Token[]) =>
        tokens.filter(token => !embedded.includes(token.line) && !heads.has(token.line)).map(withoutMeta);
      assert.deepEqual(outside(tokenize(await ours, text)), outside(tokenize(await plain, text)));
    });
  }

  test('an embedded file is highlighted as YAML, its relabel rules too', async () => {
    const text = 'data:\n  prometheus.yml: |\n    relabel_configs:\n      - regex: (.+)\n        replacement: $1\n';
    const inside = tokenize(await ours, text).filter(token => hasScope(token, EMBEDDED_SCOPE));
    assert.deepEqual(
      ['entity.name.tag.yaml', 'keyword.operator.quantifier.regexp', 'variable.parameter.capture-group.prometheus'].map(
        scope => inside.some(token => hasScope(token, scope)),
      ),
      [true, true, true],
    );
    assert.ok(inside.every(token => token.scopes.includes('source.yaml')));
  });
}

/** The token, less what only names its enclosing rule. */
function withoutMeta(token: Token): Token {
  return { ...token, scopes: token.scopes.filter(scope => !scope.startsWith('meta.')) };
}

function values(ours: Promise<IGrammar>): void {
  for (const [line, expected] of VALUES) {
    test(`value: ${line}`, async () => {
      const tokens = tokenize(await ours, `relabel_configs:\n- source_labels: [a]\n${line}\n  action: keep\n`);
      const rest = [...tokens.filter(token => token.line === 2)];
      for (const [text, scope] of expected) {
        const index = rest.findIndex(token => token.text === text && hasScope(token, scope));
        assert.notEqual(index, -1, `no token ${text} in ${scope}:\n${describeTokens(tokens)}`);
        rest.splice(0, index + 1);
      }
      const others = tokens.filter(token => token.line !== 2 || hasScope(token, 'comment'));
      assert.ok(others.every(token => !hasScope(token, 'string.regexp')));
    });
  }
}

function othersAreLeftAlone(ours: Promise<IGrammar>, plain: Promise<IGrammar>): void {
  for (const [index, text] of OTHERS.entries()) {
    test(`a file of others, ${index + 1}`, async () => {
      assert.deepEqual(tokenize(await ours, text), tokenize(await plain, text));
    });
  }
  for (const value of UNCLOSED) {
    test(`not closed: ${value}`, async () => {
      const text = `a:\n  - ${value}\n    b: "c" # d\n  - e: {f: [g]}\nh: |\n  i\n`;
      const after = (tokens: readonly Token[]) => tokens.filter(token => token.line > 1);
      assert.deepEqual(after(tokenize(await ours, text)), after(tokenize(await plain, text)));
    });
  }
}

function hostileLines(ours: Promise<IGrammar>): void {
  for (const [part, times] of [
    ...LONG.map(part => [part, 2500] as const),
    ...NESTED.map(part => [part, 150] as const),
  ]) {
    test(`a long line of ${JSON.stringify(part)} is tokenized to its end`, async () => {
      for (const head of ['- regex: ', '- regex: "', '  replacement: $', '  ', '- {regex: ', 'a.yml: |']) {
        const { tokens, stoppedEarly } = (await ours).tokenizeLine(head + part.repeat(times), null, 10_000);
        assert.equal(stoppedEarly, false);
        assert.ok((tokens.at(-1)?.endIndex ?? 0) >= head.length + part.length * times);
      }
    });
  }
}

function describeTokens(tokens: readonly Token[]): string {
  return tokens
    .map(({ line, text, scopes }) => `${line} ${JSON.stringify(text)} ${scopes.slice(1).join(' ')}`)
    .join('\n');
}
