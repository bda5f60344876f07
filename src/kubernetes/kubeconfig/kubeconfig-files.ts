/** What reading a file gave. Of an unreadable one the system's code is told (`EACCES`, `EISDIR`), never its content. */
export type FileContent =
  | { readonly state: 'read'; readonly bytes: Uint8Array }
  | { readonly state: 'missing' }
  | { readonly state: 'unreadable'; readonly code: string }
  /** Larger than `MAX_FILE_BYTES`. */
  | { readonly state: 'too-large' };

/** The files that kubeconfigs are and name, as a port: tests need no disk. */
export interface KubeconfigFiles {
  /** Answers for every path and never throws. */
  read(path: string): FileContent;
}

/** A cluster with its user takes some 5 KB, certificates included: what is larger is no kubeconfig. */
export const MAX_FILE_BYTES = 4 * 1024 * 1024;

/** Whether a file that a kubeconfig names cannot be opened. */
export function cannotOpen(file: string, files: KubeconfigFiles): boolean {
  return files.read(file).state !== 'read';
}
