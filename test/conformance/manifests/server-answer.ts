import type { AdminApi, ApiAnswer } from '../../cluster/admin-api.ts';

/** What the API server says of a manifest that is to be created. */
export interface ServerAnswer {
  /**
   * How far it came: `decoding`, which stops at the first value of a wrong type; `strict`, fields that there are not and
   * keys that are there twice; `validation`, all that is wrong with the values; `elsewhere`, before or behind all that.
   */
  readonly verdict: 'taken' | 'decoding' | 'strict' | 'validation' | 'elsewhere';
  /** The fields that it names, as `spec.containers[0].name`; of `decoding` without indices. None where it names none. */
  readonly fields: readonly string[];
  readonly message: string;
}

/** What creates an object of each kind, below the namespace if there is one. */
export function collectionPath(apiVersion: string, kind: string, namespace: string): string {
  const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const plural = `${kind.toLowerCase()}${kind.endsWith('s') ? 'es' : 's'}`;
  return isNamespaced(kind) ? `${root}/namespaces/${namespace}/${plural}` : `${root}/${plural}`;
}

export function isNamespaced(kind: string): boolean {
  return kind !== 'Namespace' && !kind.startsWith('Cluster');
}

/** Asks for a strict dry run, with the text as it stands, as `kubectl apply --dry-run=server --validate=strict`. */
export async function askServer(api: AdminApi, collection: string, text: string): Promise<ServerAnswer> {
  return readAnswer(await api.postYaml(`${collection}?dryRun=All&fieldValidation=Strict`, text));
}

interface Status {
  readonly message: string;
  readonly reason?: string;
  readonly details?: { readonly causes?: readonly { readonly field?: string; readonly message: string }[] };
}

function readAnswer({ status, body }: ApiAnswer): ServerAnswer {
  if (status < 300) return { verdict: 'taken', fields: [], message: '' };
  const { message, details } = body as Status;
  const unknown = [...message.matchAll(/unknown field "([^"]+)"/g)].map(([, field = '']) => field);
  if (message.includes('strict decoding error')) return { verdict: 'strict', fields: unknown, message };
  if (status === 400) return { verdict: 'decoding', fields: decodedField(message), message };
  const causes = details?.causes ?? [];
  const fields = causes.flatMap(({ field }) => (field === undefined ? [] : [field]));
  return { verdict: status === 422 ? 'validation' : 'elsewhere', fields: [...new Set(fields)], message };
}

/** Go names the structs on the way too, which start with a capital letter. */
function decodedField(message: string): readonly string[] {
  const path = /Go struct field (\S+) of type/.exec(message)?.[1];
  if (path === undefined) return [];
  return [
    path
      .split('.')
      .filter(part => !/^[A-Z]/.test(part))
      .join('.'),
  ];
}
