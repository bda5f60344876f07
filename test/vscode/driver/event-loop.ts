import type { VSCode } from './connect.ts';

/** How late the extension host's event loop came round, in ms. */
export interface EventLoopDelay {
  readonly median: number;
  readonly p99: number;
  readonly max: number;
}

/**
 * Runs `body` and resolves to the delays of the extension host's event loop meanwhile, sampled every 5 ms: time in which
 * no extension could answer. The sampling itself shows as about 5 ms: compare with the same `body` without the extension.
 */
export async function eventLoopDelay({ extensionHost }: VSCode, body: () => Promise<void>): Promise<EventLoopDelay> {
  await extensionHost.call(() => {
    const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks');
    const monitor = monitorEventLoopDelay({ resolution: 5 });
    monitor.enable();
    Object.assign(globalThis, { eventLoopMonitor: monitor });
  });
  await body();
  return extensionHost.call(() => {
    const { eventLoopMonitor: monitor } = globalThis as unknown as EventLoopGlobal;
    monitor.disable();
    const ms = (nanoseconds: number) => nanoseconds / 1e6;
    return { median: ms(monitor.percentile(50)), p99: ms(monitor.percentile(99)), max: ms(monitor.max) };
  });
}

interface EventLoopGlobal {
  readonly eventLoopMonitor: { disable(): void; percentile(percentile: number): number; readonly max: number };
}
