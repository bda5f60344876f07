/** A contributor as it was registered: which schema a document has, and what is in a schema. */
interface Contributor {
  readonly requestSchema: (resource: string) => string | undefined;
  readonly requestSchemaContent: (uri: string) => Promise<string> | string;
  readonly label: string | undefined;
}

/** What the registry asks its host. */
export interface ContributorHost {
  /** The text of an open document, undefined when none with that URI is open. */
  readonly textOf: (resource: string) => string | undefined;
  readonly schemeOf: (uri: string) => string;
  readonly log: (message: string) => void;
}

/**
 * The schemas that other extensions contribute, as the YAML extension keeps them: one contributor a name, asked in the
 * order of registration. See https://github.com/redhat-developer/vscode-yaml/wiki/Extension-API.
 */
export class SchemaContributors {
  readonly #contributors = new Map<string, Contributor>();
  readonly #host: ContributorHost;

  constructor(host: ContributorHost) {
    this.#host = host;
  }

  /** False when the name is taken. `label` is `key:value`: what a document must contain for its schema to be the only one. */
  register(name: string, contributor: Contributor): boolean {
    if (this.#contributors.has(name)) return false;
    if (!contributor.requestSchema) throw new Error('Illegal parameter for requestSchema.');
    this.#contributors.set(name, { ...contributor, label: labelPattern(contributor.label) });
    return true;
  }

  has(name: string): boolean {
    return this.#contributors.has(name);
  }

  /**
   * The schemas of a document. The first contributor whose label is in the text decides alone, even for no schema;
   * otherwise all that name one count. One that throws is logged and left out.
   */
  schemasFor(resource: string): readonly (string | undefined)[] {
    const found: string[] = [];
    for (const [name, contributor] of this.#contributors) {
      try {
        const uri = contributor.requestSchema(resource);
        if (this.#isLabelled(contributor, resource)) return [uri];
        if (uri) found.push(uri);
      } catch (error) {
        this.#host.log(
          `Error thrown while requesting schema "${error}" when calling the registered contributor "${name}"`,
        );
      }
    }
    return found;
  }

  /** The content of a schema, from the contributor whose name is the URI's scheme; undefined when there is none. */
  contentOf(uri: string): Promise<string> | string | undefined {
    return this.#contributors.get(this.#host.schemeOf(uri))?.requestSchemaContent(uri);
  }

  #isLabelled({ label }: Contributor, resource: string): boolean {
    const text = label === undefined ? undefined : this.#host.textOf(resource);
    return label !== undefined && text !== undefined && new RegExp(label).test(text);
  }
}

function labelPattern(label: string | undefined): string | undefined {
  if (label === undefined) return undefined;
  const [key, value] = label.split(':');
  return key && value ? `${key}:[\t ]+${value.trim().replaceAll('.', '\\.')}` : label;
}
