import assert from 'node:assert/strict';
import type { AccessNeed, RequiredAccess } from '../../../../src/prometheus/access/access.ts';
import { requiredAccess } from '../../../../src/prometheus/access/required-access.ts';
import { readPrometheusConfig } from '../../../../src/prometheus/config/read.ts';
import type { DiscoveryHome } from '../../../../src/prometheus/discovery/read-discovery-config.ts';
import { createRegexCache } from '../../../../src/prometheus/relabel/regex.ts';
import { parseSource } from '../../../../src/yaml/source.ts';

export const AT_HOME: DiscoveryHome = { ownNamespace: 'monitoring', version: 'unknown' };

/** What a configuration needs. */
export function accessOf(text: string, home: DiscoveryHome = AT_HOME): RequiredAccess {
  const [document] = parseSource(text, 'prometheus').documents;
  assert.ok(document);
  const config = readPrometheusConfig(document);
  return requiredAccess({ text, document, config, home, regexes: createRegexCache(100) });
}

/** A need in short: `list,watch pods in a`, `get nodes/proxy`, `get nodes/pods or nodes/proxy`, `get /metrics`. */
export function inShort({ access }: AccessNeed): string {
  const verbs = access.verbs.join();
  if (access.kind === 'path') return `${verbs} ${access.path}`;
  const of = (subresource: string) => access.resource + (subresource && `/${subresource}`);
  const group = access.group && `.${access.group}`;
  const coarser = access.coarser && ` or ${of(access.coarser)}`;
  const names = access.names.length === 0 ? '' : ` named ${access.names.join()}`;
  const where = access.namespace && ` in ${access.namespace}`;
  return `${verbs} ${of(access.subresource)}${group}${coarser}${names}${where}`;
}

/** The needs of a configuration in short, sorted, then what is unknown of it. */
export function needsOf(text: string, home: DiscoveryHome = AT_HOME): readonly string[] {
  const { needs, unknown } = accessOf(text, home);
  return [...needs.map(inShort).sort(), ...unknown.map(one => `unknown: ${one.unknown}`)];
}
