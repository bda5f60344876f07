const MOST_ALTERNATIVES = 64;

/**
 * Whether a path, from the root of its workspace folder and with `/`, fits a pattern: `*` and `?` within a name, `**` for any
 * folders, `{a,b}` for one of several. A pattern without `/` is one for the name of the file alone. Takes no more than
 * quadratic time; a pattern with too many alternatives fits nothing.
 */
export function fitsPath(pattern: string, path: string): boolean {
  const names = path.split('/');
  return alternativesOf(pattern).some(one => {
    const parts = one.replace(/^\.?\//, '').split('/');
    return parts.length === 1 && !one.includes('/') ? fitsName(one, names.at(-1) ?? '') : fits(parts, names, FOLDERS);
  });
}

/** How one of a list is compared, and what stands for any number of them. */
interface Matching<T> {
  isAny(pattern: T): boolean;
  fits(pattern: T, value: T): boolean;
}

const CHARACTERS: Matching<string> = {
  isAny: one => one === '*',
  fits: (pattern, value) => pattern === '?' || pattern === value,
};
const FOLDERS: Matching<string> = { isAny: one => one === '**', fits: fitsName };

function fitsName(pattern: string, name: string): boolean {
  return fits([...pattern], [...name], CHARACTERS);
}

/** Where something does not fit behind the last "any number", that takes one more. */
function fits<T>(patterns: readonly T[], values: readonly T[], { isAny, fits: isFit }: Matching<T>): boolean {
  let at = 0;
  let retry: { readonly pattern: number; readonly value: number } | undefined;
  for (let value = 0; value < values.length; ) {
    const pattern = patterns[at];
    const here = values[value];
    if (pattern !== undefined && isAny(pattern)) {
      retry = { pattern: at, value };
      at++;
    } else if (pattern !== undefined && here !== undefined && isFit(pattern, here)) {
      at++;
      value++;
    } else if (retry) {
      retry = { ...retry, value: retry.value + 1 };
      at = retry.pattern + 1;
      value = retry.value;
    } else return false;
  }
  return patterns.slice(at).every(isAny);
}

/** The pattern without braces; those that are not closed are characters. */
function alternativesOf(pattern: string): readonly string[] {
  let done: readonly string[] = [pattern];
  for (let steps = 0; done.some(one => BRACES.test(one)); steps++) {
    done = done.flatMap(one => {
      const [whole, inner] = BRACES.exec(one) ?? [];
      if (whole === undefined || inner === undefined) return [one];
      return inner.split(',').map(choice => one.replace(whole, () => choice));
    });
    if (done.length > MOST_ALTERNATIVES || steps > MOST_ALTERNATIVES) return [];
  }
  return done;
}

const BRACES = /\{([^{}]*)\}/;
