import {
  CancellationTokenSource,
  type Disposable,
  ProgressLocation,
  type QuickPickItem,
  Uri,
  window,
  workspace,
} from 'vscode';
import { pickOne } from './ask-user.ts';
import { findRecordings, RECORDING_SUFFIX } from './recordings.ts';
import type { TargetsPort } from './targets-port.ts';

const FILES = { 'Recorded cluster': ['json'] };
const MOST_OFFERED = 50;
/** In bytes. No recording that is written is as large. */
const LARGEST_FILE = 192 * 1024 * 1024;

interface FileItem extends QuickPickItem {
  /** Null asks for another file. */
  readonly uri: Uri | null;
}

/** Recorded clusters as files: written, and shown instead of a cluster. A server that starts anew is told again. */
export class SnapshotFiles implements Disposable {
  readonly #port: TargetsPort;
  readonly #listener: Disposable;
  #shown: { readonly name: string; readonly text: string } | null = null;

  constructor(port: TargetsPort) {
    this.#port = port;
    this.#listener = port.server.onDidChangeState(state => {
      if (state === 'running' && this.#shown) void this.#tell();
    });
  }

  /** Shows a recording: of this URI, or of the file that the user picks. Resolves to whether one is shown. */
  async open(wanted: string | null): Promise<boolean> {
    const uri = wanted === null ? await this.#choose() : Uri.parse(wanted);
    if (!uri) return false;
    const { size } = await workspace.fs.stat(uri);
    if (size > LARGEST_FILE) {
      void window.showWarningMessage(`${nameOf(uri)} is too large for a recording of a cluster. Choose another file.`);
      return false;
    }
    const text = new TextDecoder().decode(await workspace.fs.readFile(uri));
    this.#shown = { name: nameOf(uri), text };
    await this.#port.server.start();
    await this.#tell();
    return true;
  }

  /** Shows the cluster again. */
  async close(): Promise<void> {
    this.#shown = null;
    await this.#tell();
  }

  /** Writes what the jobs discover in the cluster now, after the user has seen what that is. */
  async record(): Promise<void> {
    if (!(await confirmRecording())) return;
    const target = await window.showSaveDialog({
      title: 'Record Cluster Snapshot',
      saveLabel: 'Record',
      filters: FILES,
      defaultUri: Uri.joinPath(workspace.workspaceFolders?.[0]?.uri ?? Uri.file('/'), `cluster${RECORDING_SUFFIX}`),
    });
    if (!target) return;
    await window.withProgress(
      { location: ProgressLocation.Notification, title: 'Recording what the cluster has…', cancellable: true },
      async (_progress, token) => {
        const answer = await this.#port.server.request('prometheusKubernetes/recordSnapshot', {}, token);
        if (token.isCancellationRequested) return;
        if (!answer.ok) return void window.showWarningMessage(answer.message);
        await workspace.fs.writeFile(target, new TextEncoder().encode(answer.text));
        window.setStatusBarMessage(`$(check) Recorded ${answer.objects.toLocaleString('en-US')} objects`, 5000);
      },
    );
  }

  async #choose(): Promise<Uri | undefined> {
    const cancel = new CancellationTokenSource();
    const found = await findRecordings(MOST_OFFERED, cancel.token).finally(() => cancel.dispose());
    if (found.length === 0) return browse();
    const items: readonly FileItem[] = [
      ...found.map(uri => ({ label: `$(vm) ${nameOf(uri)}`, description: workspace.asRelativePath(uri), uri })),
      { label: '$(folder-opened) Another file…', uri: null },
    ];
    const picked = await pickOne({
      title: 'Open Snapshot',
      placeholder: 'A recording that is shown instead of the cluster',
      items,
      active: items[0],
    });
    return picked?.uri === null ? browse() : picked?.uri;
  }

  #tell(): Promise<void> {
    return this.#port.server.notify('prometheusKubernetes/snapshot', { snapshot: this.#shown });
  }

  dispose(): void {
    this.#listener.dispose();
  }
}

async function browse(): Promise<Uri | undefined> {
  const chosen = await window.showOpenDialog({ title: 'Open Snapshot', openLabel: 'Open Snapshot', filters: FILES });
  return chosen?.[0];
}

/** `demo.prometheus-snapshot.json` is `demo`; a file that has no more of a name is called by its folder. */
function nameOf(uri: Uri): string {
  const [file = '', folder = ''] = uri.path.split('/').reverse();
  const name = file.endsWith(RECORDING_SUFFIX) ? file.slice(0, -RECORDING_SUFFIX.length) : file;
  return name === '' ? folder : name;
}

/** In a quick pick: it is read and answered by the keyboard alone, and nothing else is blocked meanwhile. */
async function confirmRecording(): Promise<boolean> {
  const record: QuickPickItem = {
    label: 'Record…',
    description: 'no Secrets, no credentials, no environment of containers',
    detail: 'Names, labels, annotations, addresses and ports of what the jobs discover',
  };
  const items = [record, { label: 'Cancel' }];
  const picked = await pickOne({
    title: 'Record Cluster Snapshot',
    placeholder: 'The file will show how your cluster is laid out: look at it before you pass it on.',
    items,
    active: record,
  });
  return picked === record;
}
