/**
 * The text that a snippet gives when every tab stop keeps its default: of a choice the first, of a tab stop without a
 * default the default of the same number elsewhere, else nothing. `body` is in the syntax of
 * https://code.visualstudio.com/docs/editing/userdefinedsnippets#_snippet-syntax, without variables and transforms: text
 * that is no tab stop stays as it is.
 */
export function expandSnippet(body: string): string {
  const defaults = new Map<string, string>();
  for (const part of parts(body)) {
    if (part.kind === 'stop' && part.text !== undefined && !defaults.has(part.number)) {
      defaults.set(part.number, part.text);
    }
  }
  return parts(body)
    .map(part => (part.kind === 'text' ? part.text : (defaults.get(part.number) ?? '')))
    .join('');
}

type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'stop'; readonly number: string; readonly text: string | undefined };

/** An escape, `$1`, `${1}`, `${1:default}` or `${1|first,second|}`; a default has no tab stop inside it. */
const PART = /\\([$}\\])|\$(\d+)|\$\{(\d+)(?::((?:[^\\}$]|\\.)*)|\|((?:[^\\|]|\\.)*)\|)?\}/g;

function parts(body: string): readonly Part[] {
  const found: Part[] = [];
  let end = 0;
  for (const match of body.matchAll(PART)) {
    found.push({ kind: 'text', text: body.slice(end, match.index) });
    end = match.index + match[0].length;
    const [, escaped, plain, braced, text, choices] = match;
    const number = plain ?? braced;
    if (number === undefined) found.push({ kind: 'text', text: escaped ?? '' });
    else found.push({ kind: 'stop', number, text: text === undefined ? firstChoice(choices) : unescaped(text) });
  }
  return [...found, { kind: 'text', text: body.slice(end) }];
}

function firstChoice(choices: string | undefined): string | undefined {
  return choices === undefined ? undefined : unescaped(/^(?:[^\\,]|\\.)*/.exec(choices)?.[0] ?? '');
}

function unescaped(text: string): string {
  return text.replaceAll(/\\([$}\\,|])/g, '$1');
}
