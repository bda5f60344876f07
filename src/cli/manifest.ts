import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { FINDING_CODES, type FindingCodeEntry } from '../language/finding-codes.ts';
import { PROJECT_ROOT } from './host/project-root.ts';

/*
 * `node src/cli/manifest.ts`: writes what package.json and README.md list of the findings. All else in them is written by
 * hand.
 */

interface Manifest {
  readonly contributes: {
    readonly configuration: { readonly properties: Readonly<Record<string, object>> };
  };
}

const SETTING = 'prometheusKubernetes.severities';
const SEVERITIES = ['error', 'warning', 'information', 'hint', 'off'];

/** What each area is about, as the settings show it. */
const AREAS: Readonly<Record<string, string>> = {
  config: 'Everything for which Prometheus refuses to load the file.',
  manifest: 'Manifests that concern Prometheus, for what the API server refuses them.',
  rbac: 'Rights of Prometheus in Kubernetes: what is missing by the files, and what is too much.',
  relabel: 'Relabel rules that Prometheus loads and that do not do what they seem to.',
  sd: 'Kubernetes service discovery that Prometheus loads and that finds something else than meant.',
};

/** The properties of `prometheusKubernetes.severities`: every area, then every code, so that settings.json proposes them. */
export function severityProperties(): Readonly<Record<string, object>> {
  const areas = [...new Set(FINDING_CODES.map(({ code }) => code.slice(0, code.indexOf('/'))))];
  return Object.fromEntries([...areas.map(areaProperty), ...FINDING_CODES.map(codeProperty)]);
}

function areaProperty(area: string): [string, object] {
  const description = AREAS[area];
  if (description === undefined) throw new Error(`The area ${area} has no description.`);
  return [area, { type: 'string', enum: SEVERITIES, description }];
}

function codeProperty({ code, severity, summary }: FindingCodeEntry): [string, object] {
  return [code, { type: 'string', enum: SEVERITIES, description: `${summary} Shown as ${severity} by default.` }];
}

/** The text of package.json with these properties; all else stays. */
export function withSeverityProperties(text: string): string {
  const manifest = JSON.parse(text) as Manifest;
  const { contributes } = manifest;
  const { configuration } = contributes;
  const setting = { ...configuration.properties[SETTING], properties: severityProperties() };
  const properties = { ...configuration.properties, [SETTING]: setting };
  const next = { ...manifest, contributes: { ...contributes, configuration: { ...configuration, properties } } };
  return `${JSON.stringify(next, undefined, 2)}\n`;
}

const TABLE = /(<!-- findings -->\n).*(<!-- end of findings -->)/s;

/** The text of README.md with the table of all findings between its two marks; all else stays. */
export function withFindingsTable(text: string): string {
  const rows = FINDING_CODES.map(({ code, severity, summary }) => [
    `[\`${code}\`](docs/findings/${code}.md)`,
    severity,
    summary,
  ]);
  const table = tableOf([['code', 'shown as', 'what it tells'], ...rows]);
  return text.replace(TABLE, (_, start: string, end: string) => `${start}\n${table}\n\n${end}`);
}

/** A Markdown table as the formatter wants it: all cells of a column are of the same width. */
function tableOf(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0)));
  const line = (row: readonly string[], fill: string) =>
    `| ${widths.map((width, column) => (row[column] ?? '').padEnd(width, fill)).join(' | ')} |`;
  const [head = [], ...body] = rows;
  return [line(head, ' '), line([], '-'), ...body.map(row => line(row, ' '))].join('\n');
}

async function rewrite(name: string, change: (text: string) => string): Promise<void> {
  const file = path.join(PROJECT_ROOT, name);
  await writeFile(file, change(await readFile(file, 'utf8')));
}

if (import.meta.main) {
  await rewrite('package.json', withSeverityProperties);
  await rewrite('README.md', withFindingsTable);
}
