import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { IGrammar, IOnigLib, IRawGrammar } from 'vscode-textmate';
import textmate from 'vscode-textmate';

/** One token: its text, its scopes from the root inwards, and its line from 0. */
export interface Token {
  readonly line: number;
  readonly text: string;
  readonly scopes: readonly string[];
}

/** Whether our injections are there. */
export type Injections = 'with' | 'without';

const OURS = path.resolve(import.meta.dirname, '../../syntaxes');
const require = createRequire(import.meta.url);

/** The grammar `source.yaml` of the files, with the project's own injections or without them. */
export async function loadYamlGrammar(files: readonly string[], injections: Injections): Promise<IGrammar> {
  const own = readdirSync(OURS).map(name => path.join(OURS, name));
  const raws = [...files, ...own].map(readGrammar);
  const injecting = raws.filter(raw => raw.injectionSelector !== undefined).map(raw => raw.scopeName);
  const registry = new textmate.Registry({
    onigLib: loadOniguruma(),
    loadGrammar: async scope => raws.find(raw => raw.scopeName === scope) ?? null,
    getInjections: scope => (scope === 'source.yaml' && injections === 'with' ? injecting : undefined),
  });
  const grammar = await registry.loadGrammar('source.yaml');
  if (grammar === null) throw new Error(`no grammar source.yaml in ${files.join(', ')}`);
  return grammar;
}

function readGrammar(file: string): IRawGrammar {
  return textmate.parseRawGrammar(readFileSync(file, 'utf8'), file);
}

async function loadOniguruma(): Promise<IOnigLib> {
  const oniguruma: typeof import('vscode-oniguruma') = require('vscode-oniguruma');
  await oniguruma.loadWASM(readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm')));
  return {
    createOnigScanner: patterns => oniguruma.createOnigScanner(patterns),
    createOnigString: text => oniguruma.createOnigString(text),
  };
}

/** All tokens of the text. Lines are split at LF alone, so that a CR reaches the grammar. */
export function tokenize(grammar: IGrammar, text: string): readonly Token[] {
  let state = textmate.INITIAL;
  return text.split('\n').flatMap((content, line) => {
    const result = grammar.tokenizeLine(content, state);
    state = result.ruleStack;
    return result.tokens.map(token => ({
      line,
      text: content.slice(token.startIndex, token.endIndex),
      scopes: token.scopes.flatMap(scope => scope.split(' ')),
    }));
  });
}

/** The lines, from 0, with at least one token in the scope; a scope also covers what it prefixes. */
export function linesInScope(tokens: readonly Token[], scope: string): readonly number[] {
  return [...new Set(tokens.filter(token => hasScope(token, scope)).map(token => token.line))];
}

export function hasScope(token: Token, scope: string): boolean {
  return token.scopes.some(one => one === scope || one.startsWith(`${scope}.`));
}
