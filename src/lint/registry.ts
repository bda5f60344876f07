import { ALMOST_SPECIAL_LABEL } from './almost-special-label.ts';
import { ATTACH_METADATA_OFF } from './attach-metadata-off.ts';
import { DROP_WITHOUT_REGEX } from './drop-without-regex.ts';
import { KEEP_WITHOUT_REGEX } from './keep-without-regex.ts';
import { KUBELET_OVER_HTTP } from './kubelet-over-http.ts';
import { LABEL_NOT_SET_BY_ROLE } from './label-not-set-by-role.ts';
import { LABEL_NOT_YET_SET } from './label-not-yet-set.ts';
import type { Lint } from './lint.ts';
import { META_LABEL_AFTER_SCRAPE } from './meta-label-after-scrape.ts';
import { NO_FILTER } from './no-filter.ts';
import { NO_SUCH_GROUP } from './no-such-group.ts';
import { NODE_ROLE_NAMESPACES } from './node-role-namespaces.ts';
import { OPTION_IGNORED } from './option-ignored.ts';
import { UNKNOWN_META_LABEL } from './unknown-meta-label.ts';

/** Every lint, by code. */
export const LINTS: readonly Lint[] = [
  ALMOST_SPECIAL_LABEL,
  DROP_WITHOUT_REGEX,
  KEEP_WITHOUT_REGEX,
  META_LABEL_AFTER_SCRAPE,
  NO_SUCH_GROUP,
  ATTACH_METADATA_OFF,
  KUBELET_OVER_HTTP,
  LABEL_NOT_SET_BY_ROLE,
  LABEL_NOT_YET_SET,
  NO_FILTER,
  NODE_ROLE_NAMESPACES,
  OPTION_IGNORED,
  UNKNOWN_META_LABEL,
];

/** The lint that makes findings of this code; undefined for load-time findings and unknown codes. */
export function lintOf(code: string): Lint | undefined {
  return LINTS.find(lint => lint.code === code);
}
