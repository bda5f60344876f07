import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** A YAML grammar to test on: the host that brings it and the grammar files. */
export interface YamlGrammar {
  readonly host: string;
  readonly files: readonly string[];
}

const HOSTS = path.resolve(import.meta.dirname, '../../.hosts');

/** The grammars of the built-in YAML extension of each prepared VS Code; empty when none has been prepared. */
export function yamlGrammars(): readonly YamlGrammar[] {
  if (!existsSync(HOSTS)) return [];
  return readdirSync(HOSTS).flatMap(host => {
    const folder = path.join(HOSTS, host, 'vscode/extensions/yaml/syntaxes');
    if (!existsSync(folder)) return [];
    const files = readdirSync(folder).filter(name => name.endsWith('.tmLanguage.json'));
    return [{ host, files: files.map(name => path.join(folder, name)) }];
  });
}
