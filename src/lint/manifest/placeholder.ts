import type { Finding } from '../../schema/finding.ts';

/** What envsubst, Flux, sed and people leave to be filled in: `${NAME}`, `$(NAME)`, `$NAME`, `<name>`, `__NAME__`, `@name@`. */
const MARKED = /\$\{|\$\(|\$[A-Za-z_]|<[^<>]{1,80}>|__\w{1,80}__|@[\w.-]{1,80}@|%[\w.-]{1,80}%/;
const SEVERAL_WORDS = /^["']?[A-Z][A-Z0-9]{0,80}(?:[_-][A-Z0-9]{1,80}){1,8}["']?$/;
const ONE_WORD = /^["']?[A-Z]{3,80}["']?$/;

/**
 * Whether a finding is about a text that somebody fills in before the API server gets it. `marked`: the text that it
 * underlines. Of a value in capitals where there are a few published ones, one of them was meant.
 */
export function isAboutPlaceholder({ code, data }: Finding, marked: string): boolean {
  if (code !== 'manifest/invalid-value' && code !== 'manifest/wrong-type') return false;
  return MARKED.test(marked) || SEVERAL_WORDS.test(marked) || (data['values'] === undefined && ONE_WORD.test(marked));
}
