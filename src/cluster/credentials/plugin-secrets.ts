import type { ExecPlugin } from '../kubeconfig/cluster-access.ts';

const SECRET_NAME = /token|secret|passw|credential|auth|key/i;

/** Texts of the kubeconfig that a plugin may print when it fails: variables and options with a secret's name. */
export function pluginSecrets({ env, args }: ExecPlugin): readonly string[] {
  const variables = [...env].filter(([name]) => SECRET_NAME.test(name)).map(([, value]) => value);
  const options = args.flatMap((arg, index) => {
    const [, name = '', value] = /^--?([\w-]+)(?:=(.*))?$/s.exec(arg) ?? [];
    return SECRET_NAME.test(name) ? [value ?? args[index + 1] ?? ''] : [];
  });
  return [...variables, ...options].filter(text => text !== '');
}

/** The words of what a plugin printed to stdout that are long enough for a token. */
export function printedSecrets(stdout: string): readonly string[] {
  const words = stdout.slice(0, 256 * 1024).match(/[^\s"'`,{}[\]\\]{12,}/g) ?? [];
  return [...new Set(words)].slice(0, 500);
}

/** After a colon and a blank, a plain word is rather the rest of a sentence (`token: expired`). */
const NAMED =
  /\b([\w-]{0,40}(?:token|secret|passw(?:or)?d|api[_-]?key|private[_-]?key|authorization)["']?)(\s*=\s*["']?|\s*:["']?|\s*:\s+(?![a-z]+\b[^\w]*(?:\s|$))["']?)[^\s"',;&]+/gi;

/** The text without what looks like a token, a key or a password. */
export function withoutTokens(text: string): string {
  return text
    .replace(/-----BEGIN [^\n]{0,40}-----[\s\S]*?(?:-----END [^\n]{0,40}-----|$)/g, '…')
    .replace(/\b(bearer|basic)\s+[^\s"',;]+/gi, '$1 …')
    .replace(NAMED, '$1$2…')
    .replace(/\beyJ[\w-]{8,}(?:\.[\w-]+)*/g, '…')
    .replace(/:\/\/[^\s/@]+@/g, '://…@')
    .replace(/(?<![\w+=-])(?=[\w+=-]*\d)[\w+=-]{32,}/g, '…');
}
