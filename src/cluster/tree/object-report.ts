import { API_VERSIONS, OBJECT_KINDS } from '../../kubernetes/objects/kubernetes-object.ts';
import type { ObjectStore } from '../../prometheus/discovery/object-store.ts';
import type { ObjectName, ReportAnswer } from '../../protocol/targets.ts';
import { writtenObject } from '../snapshot/written-object.ts';

/** An object as far as discovery reads it, as YAML. */
export function objectReport(store: ObjectStore, { kind, namespace, name }: ObjectName): ReportAnswer {
  const known = OBJECT_KINDS.find(one => one === kind);
  const object = known && store.find(known, namespace, name);
  if (!known || !object) {
    return { ok: false, message: `${kind} ${name} is not in the cluster any more, or not known yet.` };
  }
  const plain: unknown = JSON.parse(JSON.stringify(writtenObject(object)));
  const head = [
    '# What service discovery reads of this object.',
    `apiVersion: ${API_VERSIONS[known]}`,
    `kind: ${known}`,
  ];
  const text = `${[...head, ...yamlLines(plain, '')].join('\n')}\n`;
  return { ok: true, report: { title: `${kind} ${name}`, text, links: [], marks: [] } };
}

/** Block YAML of a JSON value; every text stands in quotes, so nothing in it means anything. */
function yamlLines(value: unknown, indent: string): readonly string[] {
  if (Array.isArray(value)) {
    return value.flatMap(item => {
      const [first = '', ...rest] = isBranch(item) ? yamlLines(item, `${indent}  `) : [`${indent}  ${scalar(item)}`];
      return [`${indent}- ${first.slice(indent.length + 2)}`, ...rest];
    });
  }
  if (typeof value !== 'object' || value === null) return [`${indent}${scalar(value)}`];
  return Object.entries(value).flatMap(([key, child]) =>
    isBranch(child)
      ? [`${indent}${keyText(key)}:`, ...yamlLines(child, `${indent}  `)]
      : [`${indent}${keyText(key)}: ${scalar(child)}`],
  );
}

function isBranch(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

function scalar(value: unknown): string {
  if (Array.isArray(value)) return '[]';
  return typeof value === 'object' && value !== null ? '{}' : JSON.stringify(value);
}

function keyText(key: string): string {
  return /^[A-Za-z][\w./-]*$/.test(key) ? key : JSON.stringify(key);
}
