import { type Account, accountOfUser } from './account.ts';

/** What a text says about an account. `refused`: it is no such text; `why` is a sentence for whoever wrote it. */
export type AccountText =
  | { readonly state: 'read'; readonly account: Account }
  | { readonly state: 'refused'; readonly why: string };

/** How it is to be written. */
export const ACCOUNT_SYNTAX = '`namespace/name` of a service account, or `user NAME`, or `user NAME groups NAME NAME…`';

const SERVICE_ACCOUNT = /^([a-z0-9-]{1,63})\/([a-z0-9.-]{1,253})$/;
/** A word, or anything between double quotes, in which `\` takes the next character as it is. */
const WORD = /\s*(?:"((?:[^"\\]|\\.)*)"|([^\s"]+))(?=\s|$)/g;

/**
 * Reads how people name an account: `monitoring/prometheus`, `user jane`, `user "Jane Doe" groups dev ops`. A user that is
 * called like a service account is that account, unless groups are named. Nothing is guessed: all else is refused.
 */
export function readAccountText(text: string): AccountText {
  const plain = text.trim();
  const [, namespace, name] = SERVICE_ACCOUNT.exec(plain) ?? [];
  if (namespace !== undefined && name !== undefined)
    return { state: 'read', account: { kind: 'service-account', namespace, name } };
  const words = wordsOf(plain);
  const [first, user, keyword, ...groups] = words ?? [];
  if (words === undefined || first !== 'user') return refused(`Write ${ACCOUNT_SYNTAX}.`);
  if (user === undefined || user === '') return refused('The name of the user is missing behind `user`.');
  if (keyword === undefined) return { state: 'read', account: accountOfUser(user, []) };
  if (keyword !== 'groups')
    return refused('Only `groups` may follow the name of the user; put a name with spaces between double quotes.');
  if (groups.length === 0 || groups.includes(''))
    return refused('The names of the groups are missing behind `groups`.');
  return { state: 'read', account: { kind: 'user', name: user, groups } };
}

/** Undefined where a quote is left open, or something stands right behind one. */
function wordsOf(text: string): readonly string[] | undefined {
  const words: string[] = [];
  let end = 0;
  for (const { 0: whole, 1: quoted, 2: word, index } of text.matchAll(WORD)) {
    if (index !== end) return undefined;
    words.push(word ?? (quoted ?? '').replace(/\\(.)/g, '$1'));
    end = index + whole.length;
  }
  return end === text.length ? words : undefined;
}

function refused(why: string): AccountText {
  return { state: 'refused', why };
}
