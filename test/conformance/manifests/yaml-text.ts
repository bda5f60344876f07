import { isList, isObject, type Json } from './json-tree.ts';

/** The value as YAML in block style, texts in double quotes. */
export function yamlText(value: Json, indent = ''): string {
  if (isList(value) && value.length > 0) {
    return value.map(item => `\n${indent}- ${yamlText(item, `${indent}  `).replace(/^\n +/, '')}`).join('');
  }
  if (isObject(value) && Object.keys(value).length > 0) {
    return Object.entries(value)
      .map(([key, inner]) => `\n${indent}${JSON.stringify(key)}: ${yamlText(inner, `${indent}  `)}`)
      .join('');
  }
  return value === null ? 'null' : JSON.stringify(value);
}
