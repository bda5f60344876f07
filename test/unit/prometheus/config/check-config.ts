import { createConfigCache } from '../../../../src/prometheus/config/cache.ts';
import { checkConfig } from '../../../../src/prometheus/config/check.ts';
import { type KnownVersion, parseVersion } from '../../../../src/prometheus/version.ts';
import type { Finding } from '../../../../src/schema/finding.ts';
import { parseSource } from '../../../../src/yaml/source.ts';
import { checkFixture, parseFixture } from '../../check-fixture.ts';

/** Findings in a prometheus.yml, for a known or unknown version. */
export function analyse(text: string, version: KnownVersion): readonly Finding[] {
  const file = parseSource(text, 'prometheus');
  const [document] = file.documents;
  return document === undefined ? [] : checkConfig(document, file, { version, cache: createConfigCache() });
}

/** Checks the marks of a whole configuration. */
export function checkFile(fixture: string): void {
  checkFixture(fixture, text => analyse(text, 'unknown'));
}

/** The same for a known version such as `2.30`. */
export function checkFileFor(version: string, fixture: string): void {
  checkFixture(fixture, text => analyse(text, parseVersion(version)));
}

/** The findings of a whole configuration, for tests that look at words and data. */
export function findingsIn(fixture: string): readonly Finding[] {
  return analyse(parseFixture(fixture).text, 'unknown');
}
