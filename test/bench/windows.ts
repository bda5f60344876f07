import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Host } from '../../src/cli/host/host.ts';
import type { Owned } from '../../src/cli/host/owned.ts';
import { prepareStandIn } from '../../src/cli/redhat-yaml-standin.ts';
import { connect, type VSCode } from '../vscode/driver/connect.ts';
import { type StartRequest, startVSCode } from '../vscode/driver/start.ts';
import { PEER_SCHEMA } from './peer-schema.ts';

/** The windows that are compared, of one version of VS Code with the same settings. */
export interface Windows {
  /** Our extension, installed from its package. */
  readonly ours: VSCode;
  /** The YAML extension with yaml-language-server and a schema for the same mistakes. */
  readonly peer: VSCode;
  /** An extension that does nothing: what VS Code itself costs. */
  readonly empty: VSCode;
}

const SETTINGS = (() => {
  const typing = {
    'editor.autoClosingBrackets': 'never',
    'editor.autoClosingQuotes': 'never',
    'editor.quickSuggestions': { other: 'off', comments: 'off', strings: 'off' },
    'editor.suggestOnTriggerCharacters': false,
    'editor.wordBasedSuggestions': 'off',
  };
  return { ...typing, '[yaml]': typing }; // the YAML extension has defaults of its own under `[yaml]`
})();

const EMPTY_EXTENSION = path.join(import.meta.dirname, '../vscode/empty-extension');
const SCHEMA_FILE = 'peer-schema.json';

export interface WindowsRequest {
  readonly host: Host;
  /** Our extension's package. */
  readonly packed: string;
  /** The folder of an extension that is never active: the empty window has it under development. */
  readonly sleeping: string;
  readonly owned: Owned;
}

/** Starts the three windows, one after the other. They end with `owned`. */
export async function startWindows({ host, packed, sleeping, owned }: WindowsRequest): Promise<Windows> {
  const standIn = await prepareStandIn();
  const workspace = await owned.temporaryFolder('bench-workspace-');
  await writeFile(path.join(workspace, SCHEMA_FILE), JSON.stringify(PEER_SCHEMA));
  const start = async (extension: string, packages: readonly string[]): Promise<VSCode> => {
    const request: StartRequest = {
      host,
      opens: { kind: 'copy', of: workspace },
      developmentPaths: [extension],
      packages,
      trust: 'disabled',
      settings: {
        ...SETTINGS,
        'yaml.schemas': { [`./${SCHEMA_FILE}`]: ['**/prometheus.yml'] },
        'yaml.schemaStore.enable': false,
        'yaml.kubernetesCRDStore.enable': false,
      },
    };
    const code = await connect(await startVSCode(request, owned));
    owned.add(code.disconnect);
    return code;
  };
  return {
    empty: await start(sleeping, []),
    ours: await start(EMPTY_EXTENSION, [packed]),
    peer: await start(standIn, []),
  };
}

/** The version of the language server that the peer runs. Throws when it is another one than the figures name. */
export async function checkPeerVersion(wanted: string): Promise<void> {
  const manifest = path.join(await prepareStandIn(), 'node_modules/yaml-language-server/package.json');
  const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { readonly version: string };
  if (version !== wanted) throw new Error(`The peer is yaml-language-server ${version}, not ${wanted}.`);
}
