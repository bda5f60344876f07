/** The long names of Unicode categories in Go's canonical spelling, with the short one. */
const CATEGORY_ALIASES: ReadonlyMap<string, string> = new Map([
  ['Casedletter', 'LC'],
  ['Closepunctuation', 'Pe'],
  ['Combiningmark', 'M'],
  ['Connectorpunctuation', 'Pc'],
  ['Control', 'Cc'],
  ['Currencysymbol', 'Sc'],
  ['Dashpunctuation', 'Pd'],
  ['Decimalnumber', 'Nd'],
  ['Enclosingmark', 'Me'],
  ['Finalpunctuation', 'Pf'],
  ['Format', 'Cf'],
  ['Initialpunctuation', 'Pi'],
  ['Letter', 'L'],
  ['Letternumber', 'Nl'],
  ['Lineseparator', 'Zl'],
  ['Lowercaseletter', 'Ll'],
  ['Mark', 'M'],
  ['Mathsymbol', 'Sm'],
  ['Modifierletter', 'Lm'],
  ['Modifiersymbol', 'Sk'],
  ['Nonspacingmark', 'Mn'],
  ['Number', 'N'],
  ['Openpunctuation', 'Ps'],
  ['Other', 'C'],
  ['Otherletter', 'Lo'],
  ['Othernumber', 'No'],
  ['Otherpunctuation', 'Po'],
  ['Othersymbol', 'So'],
  ['Paragraphseparator', 'Zp'],
  ['Privateuse', 'Co'],
  ['Punctuation', 'P'],
  ['Separator', 'Z'],
  ['Spaceseparator', 'Zs'],
  ['Spacingmark', 'Mc'],
  ['Surrogate', 'Cs'],
  ['Symbol', 'S'],
  ['Titlecaseletter', 'Lt'],
  ['Unassigned', 'Cn'],
  ['Uppercaseletter', 'Lu'],
  ['Cntrl', 'Cc'],
  ['Digit', 'Nd'],
  ['Punct', 'P'],
]);

/** Scripts that re2js knows and the Unicode version of Go does not. */
const NOT_YET_IN_GO: ReadonlySet<string> = new Set(['Garay', 'Sunuwar', 'Todhri', 'Sidetic']);

/**
 * The name that re2js knows for what Go means by `\p{name}`. Go ignores case and `_`, `-` and space in its names, knows
 * long names of categories, and so refuses the scripts whose own names have an underscore, such as `Old_Italic`. A name
 * that Go refuses becomes one that re2js refuses.
 * See https://pkg.go.dev/regexp/syntax
 */
export function re2jsClassName(name: string): string {
  const negation = name.startsWith('^') ? '^' : '';
  const bare = name.slice(negation.length).replace(/[_\- ]/g, '');
  const canonical = bare.charAt(0).replace(/[a-z]/, asciiUpper) + bare.slice(1).replace(/[A-Z]/g, asciiLower);
  if (NOT_YET_IN_GO.has(canonical)) return `not yet in Go: ${canonical}`;
  return negation + (CATEGORY_ALIASES.get(canonical) ?? canonical);
}

function asciiUpper(letter: string): string {
  return letter.toUpperCase();
}

function asciiLower(letter: string): string {
  return letter.toLowerCase();
}
