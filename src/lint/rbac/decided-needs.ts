import type { RequiredAccess } from '../../prometheus/access/access.ts';
import { findEntry } from '../../yaml/mapping.ts';
import { endOf, startOf } from '../../yaml/source.ts';
import type { Configuration } from './configuration.ts';
import { isNameable } from './need-state.ts';
import type { Run, SceneAccount } from './scene.ts';

/** Where pods have the token of their account. */
const TOKEN = 'serviceaccount/token';

/**
 * Whether all that the account's configurations need is known: nothing of it depends on the objects, on other files, or on
 * how servers are set up that get the account's token.
 */
export function isDecided({ runs }: SceneAccount): boolean {
  return runs.every(run => isKnown(run.required) && isWhole(run.configuration) && !sendsToken(run));
}

function isKnown({ needs, unknown }: RequiredAccess): boolean {
  return unknown.length === 0 && needs.every(({ access }) => isNameable(access));
}

/** Jobs in other files are not looked at. */
function isWhole({ document, config: { root } }: Configuration): boolean {
  return root?.kind === 'map' && findEntry(document, root, 'scrape_config_files') === undefined;
}

/** A component may ask for any right of whoever scrapes it, a receiver of samples or alerts as well. */
function sendsToken({ required, configuration: { config, source } }: Run): boolean {
  if (required.needs.some(({ reasons }) => reasons.some(({ why }) => why.of === 'secured-component'))) return true;
  const { root } = config;
  const others = root?.kind === 'map' ? root.pairs : [];
  return others.some(({ key, value }) => {
    const isJobs = key.kind === 'scalar' && key.text === 'scrape_configs';
    return !isJobs && source.text.slice(startOf(value), endOf(value)).includes(TOKEN);
  });
}
