/** The id of a configuration: the URI of its file, and which part of it it is. */
export function configurationId(uri: string, key: string): string {
  return `${uri}#${key}`;
}

/** The other way round; undefined for what is no id. In a URI `#` stands for nothing but its end. */
export function parseConfigurationId(id: string): { readonly uri: string; readonly key: string } | undefined {
  const at = id.indexOf('#');
  return at < 0 ? undefined : { uri: id.slice(0, at), key: id.slice(at + 1) };
}
