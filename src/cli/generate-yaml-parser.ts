import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { plainCallParser } from './plain-call-parser.ts';

/* Writes src/yaml/generated from the installed yaml library: `node src/cli/generate-yaml-parser.ts`. */

const root = path.resolve(import.meta.dirname, '../..');
const library = path.join(root, 'node_modules/yaml');
const read = (name: string) => readFileSync(path.join(library, 'browser/dist/parse', name), 'utf8');
for (const { name, text } of plainCallParser(read('lexer.js'), read('parser.js'))) {
  writeFileSync(path.join(root, 'src/yaml/generated', name), text);
}
const { version } = JSON.parse(readFileSync(path.join(library, 'package.json'), 'utf8')) as {
  readonly version: string;
};
const licence = readFileSync(path.join(library, 'LICENSE'), 'utf8');
const notice = `lexer.js and parser.js are derived from npm yaml ${version}, https://github.com/eemeli/yaml, whose licence is:\n\n${licence}`;
writeFileSync(path.join(root, 'src/yaml/generated/NOTICE'), notice);
