import { readFile } from 'node:fs/promises';

/** Of `/proc/PID/stat`, as it is on every Linux. */
const TICKS_PER_SECOND = 100;

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

/**
 * How long processors have worked for a process so far, in ms: other than the time on the clock, hardly more on a busy
 * machine. Linux only; throws when there is no such process.
 * See https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
 */
export async function processorTime(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' '); // the name before may hold anything
  const [user, system] = [Number(fields[11]), Number(fields[12])];
  return ((user + system) * 1000) / TICKS_PER_SECOND;
}
