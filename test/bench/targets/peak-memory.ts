import { readFile } from 'node:fs/promises';

/**
 * The most memory that a process has had so far, in bytes. Linux only; throws when there is no such process.
 * See https://man7.org/linux/man-pages/man5/proc_pid_status.5.html
 */
export async function peakMemory(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const [, kilobytes] = /^VmHWM:\s*(\d+) kB$/m.exec(status) ?? [];
  if (kilobytes === undefined) throw new Error(`process ${pid} does not say how much memory it has had`);
  return Number(kilobytes) * 1024;
}
