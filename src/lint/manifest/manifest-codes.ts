import type { FindingCode } from '../../schema/finding.ts';

/** A finding about the fields of an object, as lists show it. */
export interface ManifestCode {
  readonly code: FindingCode;
  readonly severity: 'error';
  /** One sentence. */
  readonly summary: string;
}

/** What is said of the fields of a Kubernetes object, by code: the API server refuses the object for each. */
export const MANIFEST_CODES: readonly ManifestCode[] = [
  {
    code: 'manifest/duplicate-key',
    severity: 'error',
    summary: 'A key that is there twice in one mapping of a Kubernetes object.',
  },
  {
    code: 'manifest/invalid-value',
    severity: 'error',
    summary: 'A value that a field of a Kubernetes object does not take.',
  },
  {
    code: 'manifest/missing-field',
    severity: 'error',
    summary: 'A field without which Kubernetes does not take the object.',
  },
  {
    code: 'manifest/unknown-field',
    severity: 'error',
    summary: 'A field that Kubernetes does not have at this place.',
  },
  {
    code: 'manifest/wrong-type',
    severity: 'error',
    summary: 'A value of another kind than the field of a Kubernetes object takes.',
  },
];
