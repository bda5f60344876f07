import { goLowerCase, goUpperCase, isGoLetterOrDigit } from '../../src/prometheus/relabel/go-unicode.ts';
import { type Compared, comparison } from './comparison.ts';
import { askGoUnicode, type GoCharacter } from './unicode/ask-go-unicode.ts';

async function* compared(): AsyncGenerator<Compared> {
  for await (const theirs of askGoUnicode()) {
    const text = String.fromCodePoint(theirs.code);
    const ours: GoCharacter = {
      code: theirs.code,
      upper: goUpperCase(text).codePointAt(0) ?? -1,
      lower: goLowerCase(text).codePointAt(0) ?? -1,
      letterOrDigit: isGoLetterOrDigit(theirs.code),
    };
    yield { id: `U+${theirs.code.toString(16)}`, ours, theirs };
  }
}

comparison({ label: "characters have Go's case and class", required: 1, cases: compared });
