import { type Extension, Uri } from 'vscode';

/** Files and the schema that they have. */
export interface SchemaAssociation {
  readonly fileMatch: readonly string[];
  readonly uri: string;
}

interface YamlValidation {
  readonly fileMatch?: unknown;
  readonly url?: unknown;
}

/** What the extensions associate by `contributes.yamlValidation`: a URL, or a file of their own. */
export function schemaAssociations(all: readonly Extension<unknown>[]): readonly SchemaAssociation[] {
  return all.flatMap(({ extensionUri, packageJSON }) => {
    const declared: unknown = packageJSON?.contributes?.yamlValidation;
    if (!Array.isArray(declared)) return [];
    return declared.flatMap(({ fileMatch, url }: YamlValidation) => {
      const globs = typeof fileMatch === 'string' ? [fileMatch] : fileMatch;
      if (!Array.isArray(globs) || typeof url !== 'string') return [];
      const uri = url.startsWith('./') ? Uri.joinPath(extensionUri, url).toString() : url;
      return [{ fileMatch: globs.map(rooted), uri }];
    });
  });
}

/** A glob that names no place is one for any folder. */
function rooted(glob: string): string {
  return /^(\w+:\/\/|\/|!|%)/.test(glob) ? glob : `/${glob}`;
}
