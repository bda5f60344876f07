import { embed } from '../../src/yaml/embedded.ts';
import type { ScalarNode } from '../../src/yaml/node.ts';
import { parseSource, type SourceFile, spanOf } from '../../src/yaml/source.ts';
import { corpusTexts } from '../fixtures/corpus-texts.ts';
import { configsIn, scalarsIn } from '../fixtures/walk-nodes.ts';
import { YAML_TEXTS } from '../fixtures/yaml-texts.ts';
import { type Compared, comparison } from './comparison.ts';

const LARGEST = 2_000_000;

comparison({
  label: 'embedded spans equal',
  required: 1,
  cases: async function* () {
    for (const [name, text] of Object.entries(YAML_TEXTS)) yield* spansOf(name, text);
    for (const { name, text } of corpusTexts(LARGEST)) {
      if (/scrape_configs|global/.test(text)) yield* spansOf(name, text);
    }
  },
});

/** Every one-line scalar of every embedded configuration, with line breaks of both kinds. */
function* spansOf(name: string, text: string): Generator<Compared> {
  const plain = text.replaceAll('\r\n', '\n');
  for (const outer of [plain, plain.replaceAll('\n', '\r\n')]) {
    const file = parseSource(outer, 'manifest');
    for (const document of file.documents) {
      for (const host of configsIn(document.root))
        yield* spansInside(`${name} ${outer === plain ? 'LF' : 'CRLF'}`, file, host);
    }
  }
}

function* spansInside(name: string, file: SourceFile, host: ScalarNode): Generator<Compared> {
  const embedded = embed(file, host);
  yield { id: `${name}: text`, ours: embedded.text, theirs: host.text };
  const inner = parseSource(embedded.text, 'prometheus');
  for (const document of inner.documents) {
    for (const scalar of scalarsIn(document.root)) {
      const span = spanOf(scalar);
      const theirs = embedded.text.slice(span.start, span.end);
      if (theirs.includes('\n')) continue;
      const outside = embedded.toOuterSpan(span);
      const ours = unescaped(file.text.slice(outside.start, outside.end), host);
      yield { id: `${name}: ${span.start}`, ours, theirs };
    }
  }
}

/** What quotes do to one line of text. */
function unescaped(text: string, host: ScalarNode): string {
  if (host.style === 'single') return text.replaceAll("''", "'");
  return host.style === 'double' ? text.replaceAll(/\\(["\\/])/g, '$1').replaceAll('\\t', '\t') : text;
}
