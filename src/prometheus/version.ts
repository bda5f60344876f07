/** A Prometheus release line, such as 3.16. */
export interface PrometheusVersion {
  readonly major: number;
  readonly minor: number;
}

/** `unknown` is not "the newest": findings that depend on the version are made only when it is known. */
export type KnownVersion = PrometheusVersion | 'unknown';

/** Whether `version` is known to be at least `major.minor`. */
export function isAtLeast(version: KnownVersion, since: PrometheusVersion): boolean {
  if (version === 'unknown') return false;
  return version.major > since.major || (version.major === since.major && version.minor >= since.minor);
}

/** Whether `version` is known to be older than `major.minor`. */
export function isBefore(version: KnownVersion, since: PrometheusVersion): boolean {
  return version !== 'unknown' && !isAtLeast(version, since);
}

/** Reads `3.16`, `v3.16.0` or `2.55.1`; `unknown` for anything else. */
export function parseVersion(text: string): KnownVersion {
  const match = /^v?(\d{1,4})\.(\d{1,4})(?:\.\d{1,4})?(?:-[\w.]{1,40})?$/.exec(text.trim());
  if (!match) return 'unknown';
  return { major: Number(match[1]), minor: Number(match[2]) };
}
