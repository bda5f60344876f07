/** Also in quotes, and escaped in the text of a string. */
const BINDING = /(?:^|[{,])[ \t]*(?:-[ \t]+)*\\?["']?kind\\?["']?[ \t]*:[ \t]*\\?["']?(?:Cluster)?RoleBinding\b/m;

const NAME = /(?:^|[{,])[ \t]*(?:-[ \t]+)*["']?name["']?[ \t]*:[ \t]*["']?([^\s"',}]+)/gm;

/** Whether the text, that may be of no manifest or be one in the text of another, says a binding of a role. */
export function bringsBinding(text: string): boolean {
  return text.includes('RoleBinding') && BINDING.test(text);
}

/** What the text gives as names, of whatever. */
export function namesInText(text: string): readonly string[] {
  return [...text.matchAll(NAME)].flatMap(([, name]) => (name === undefined ? [] : [name]));
}
