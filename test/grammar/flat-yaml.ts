import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const START = '[^\\s\\[\\]{},#:"\'-]';

/**
 * A YAML grammar without nesting, as YAML extensions bring it in place of the built-in one: a key, a colon, scalars, flow
 * collections and block scalars, each a rule of the root, and no rule that takes a line's indentation.
 */
const FLAT = {
  scopeName: 'source.yaml',
  patterns: [{ include: '#node' }, { match: `${START}[^\\s#:]*`, name: 'string.unquoted.plain.out.yaml' }],
  repository: {
    node: {
      patterns: [
        { match: '(?:^|[ \\t])#.*$', name: 'comment.line.number-sign.yaml' },
        { match: '[\\w$./-]+(?=\\s*:(?:\\s|$))', name: 'string.unquoted.plain.out.yaml entity.name.tag.yaml' },
        { match: ':(?=\\s|$)', name: 'punctuation.separator.key-value.mapping.yaml' },
        { match: '-(?!\\S)', name: 'punctuation.definition.block.sequence.item.yaml' },
        { include: '#block-scalar' },
        { begin: '"', end: '"', name: 'string.quoted.double.yaml' },
        { begin: "'", end: "'(?!')", name: 'string.quoted.single.yaml' },
        { begin: '\\{', end: '\\}', name: 'meta.flow-mapping.yaml', patterns: [{ include: '#flow' }] },
        { begin: '\\[', end: '\\]', name: 'meta.flow-sequence.yaml', patterns: [{ include: '#flow' }] },
      ],
    },
    flow: {
      patterns: [{ include: '#node' }, { match: `${START}[^\\s\\[\\]{},#:]*`, name: 'string.unquoted.plain.in.yaml' }],
    },
    'block-scalar': {
      begin: '[|>][1-9]?[-+]?(.*\\n?)',
      end: '^(?=\\S)|(?!\\G)',
      patterns: [{ begin: '^( +)(?! )', end: '^(?!\\1|\\s*$)', name: 'string.unquoted.block.yaml' }],
    },
  },
};

/** Writes the flat grammar into a temporary folder and answers its path. */
export function writeFlatGrammar(): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'flat-yaml-')), 'yaml.tmLanguage.json');
  writeFileSync(file, JSON.stringify(FLAT));
  return file;
}
