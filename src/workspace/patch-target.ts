import { matches } from '../prometheus/relabel/match.ts';
import { compileRegex, type RegexCache } from '../prometheus/relabel/regex.ts';
import type { FormerName } from './bundle.ts';
import type { Head } from './kustomize-naming.ts';
import { fieldOf, type ManifestNode, textOfField } from './manifest-fields.ts';

/** Which objects a patch or replacement is for: fields that are not there fit all. Texts are regular expressions. */
export interface PatchTarget {
  readonly group: string | undefined;
  readonly version: string | undefined;
  readonly kind: string | undefined;
  readonly name: string | undefined;
  readonly namespace: string | undefined;
  /** Selectors of labels and annotations are not evaluated: they may leave out any object. */
  readonly selector: 'none' | 'some';
}

/** What kustomize has in the place of the namespace of objects that are in none. */
const NO_NAMESPACE = '_non_namespaceable_';

/** Whether an object is meant. */
export type Fit = 'yes' | 'no' | 'perhaps';

/** Reads the `target` of a patch or the `select` of a replacement; of what is no mapping, one that fits all. */
export function readPatchTarget(from: ManifestNode | undefined): PatchTarget {
  const selectors = [fieldOf(from, 'labelSelector'), fieldOf(from, 'annotationSelector')];
  return {
    group: textOfField(from, 'group'),
    version: textOfField(from, 'version'),
    kind: textOfField(from, 'kind'),
    name: textOfField(from, 'name'),
    namespace: textOfField(from, 'namespace'),
    selector: selectors.some(one => one !== undefined) ? 'some' : 'none',
  };
}

/**
 * Whether kustomize selects the object, which may be called by any of the names.
 * See https://github.com/kubernetes-sigs/kustomize/blob/master/api/types/selector.go
 */
export function fitsTarget(
  target: PatchTarget,
  { group, version, kind }: Head,
  names: readonly FormerName[],
  regexes: RegexCache,
): Fit {
  const namespaces = names.map(({ namespace }) => (namespace === '' ? NO_NAMESPACE : namespace));
  const fits = [
    fitsText(target.namespace, namespaces, regexes),
    fitsText(
      target.name,
      names.map(({ name }) => name),
      regexes,
    ),
    fitsText(target.group, [group], regexes),
    fitsText(target.version, [version], regexes),
    fitsText(target.kind, [kind], regexes),
  ];
  if (fits.includes('no')) return 'no';
  return target.selector === 'some' || fits.includes('perhaps') ? 'perhaps' : 'yes';
}

function fitsText(pattern: string | undefined, texts: readonly string[], regexes: RegexCache): Fit {
  if (pattern === undefined || pattern === '') return 'yes';
  const compiled = compileRegex(pattern, 'no-newline', regexes);
  if (!compiled.ok) return 'perhaps';
  return texts.some(text => matches(compiled.regex, text)) ? 'yes' : 'no';
}
