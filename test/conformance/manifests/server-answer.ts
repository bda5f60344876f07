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

/**
 * Asks for a strict dry run, with the text as it stands. A request over which the server fails is not taken: an indexed Job
 * with a success policy and no completions makes Kubernetes 1.36 panic.
 */
export async function askServer(api: AdminApi, collection: string, text: string): Promise<ServerAnswer> {
  try {
    return readAnswer(await api.postYaml(`${collection}?dryRun=All&fieldValidation=Strict`, text));
  } catch (error) {
    if (error instanceof Error && error.message === 'socket hang up')
      return { verdict: 'elsewhere', fields: [], message: 'the server fails' };
    throw error;
  }
}

interface Status {
  readonly message: string;
  readonly reason?: string;
  readonly details?: { readonly causes?: readonly { readonly field?: string; readonly message: string }[] };
}

function readAnswer({ status, body }: ApiAnswer): ServerAnswer {
  const { message = '', reason, details } = body as Partial<Status>;
  // That an object of the name is there already is told when all else is right.
  if (status < 300 || reason === 'AlreadyExists') return { verdict: 'taken', fields: [], message };
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
