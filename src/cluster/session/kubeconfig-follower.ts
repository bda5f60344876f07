import { errorCode } from './error-code.ts';
import type { Disposable, KubeconfigReading, SessionPorts } from './ports.ts';

/**
 * Why there is a reading: the first one, because a file changed, or because the user asked. A reading of the same files
 * right after the first is `first` as well.
 */
export type ReadingCause = 'first' | 'files' | 'refresh';

type FollowerPorts = Pick<SessionPorts, 'readKubeconfig' | 'followFiles' | 'log'>;

/** The kubeconfig of a setting, read anew whenever one of its files changes. */
export class KubeconfigFollower implements Disposable {
  readonly #ports: FollowerPorts;
  readonly #setting: string;
  readonly #read: (reading: KubeconfigReading, cause: ReadingCause) => void;
  #following: { readonly files: string; readonly handle: Disposable } | undefined;
  #reading: 'no' | 'yes' = 'no';
  #next: ReadingCause | undefined;
  #disposed = false;

  constructor(ports: FollowerPorts, setting: string, read: (reading: KubeconfigReading, cause: ReadingCause) => void) {
    this.#ports = ports;
    this.#setting = setting;
    this.#read = read;
  }

  /** Reads; while a reading runs, once more after it. */
  read(cause: ReadingCause): void {
    if (this.#next !== 'refresh') this.#next = cause;
    if (this.#reading === 'no') void this.#run();
  }

  dispose(): void {
    this.#disposed = true;
    this.#following?.handle.dispose();
    this.#following = undefined;
  }

  async #run(): Promise<void> {
    this.#reading = 'yes';
    while (this.#next !== undefined && !this.#disposed) {
      const cause = this.#next;
      this.#next = undefined;
      try {
        await this.#readOnce(cause);
      } catch (error) {
        this.#ports.log('error', `the kubeconfig could not be taken over: ${errorCode(error)}`);
      }
    }
    this.#reading = 'no';
  }

  async #readOnce(cause: ReadingCause): Promise<void> {
    const reading = await this.#ports.readKubeconfig(this.#setting);
    if (this.#disposed) return;
    this.#follow(reading.files);
    this.#read(reading, cause);
  }

  #follow(list: readonly string[]): void {
    const files = list.join('\n');
    if (this.#following?.files === files) return;
    this.#following?.handle.dispose();
    const changed = (why: 'begun' | 'written') => this.read(why === 'begun' ? 'first' : 'files');
    this.#following = { files, handle: this.#ports.followFiles(list, changed) };
  }
}
