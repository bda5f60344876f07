import type { ConfigPlace, Report } from '../../protocol/targets.ts';

const JOB_LINE = /^- The job `(.{1,500}?)` of /;

/**
 * A report of what a refusal means. Lines that name a job lead to it; where several configurations have a job of that name,
 * they are listed below, each with its own link.
 */
export function forbiddenReport(text: string, places: readonly ConfigPlace[]): Report {
  const lines = text.replace(/\n+$/, '').split('\n');
  const linked = lines.flatMap((line, index) => {
    const [, job] = JOB_LINE.exec(line) ?? [];
    const found = places.filter(place => place.job === job);
    const [only] = found;
    return only && found.length === 1 ? [{ line: index, place: only }] : [];
  });
  const rest = places.filter(place => !linked.some(one => one.place === place));
  const head = rest.length > 0 ? ['', '## In the text', ''] : [];
  return {
    title: 'Forbidden',
    text: [...lines, ...head, ...rest.map(placeLine)].join('\n'),
    links: [...linked, ...rest.map((place, index) => ({ line: lines.length + head.length + index, place }))],
    marks: [],
  };
}

/** `- pods in deploy/config.yaml (prometheus.yml)`: the id of a configuration is its file and its key. */
function placeLine({ configuration, job }: ConfigPlace): string {
  const name = job === '' ? 'What has no name of a job' : `The job \`${job}\``;
  const [file = '', key = ''] = configuration.split('#');
  const short = file.split('/').slice(-2).join('/');
  return `- ${name} in ${short}${key === '' ? '' : ` (${key})`}`;
}
