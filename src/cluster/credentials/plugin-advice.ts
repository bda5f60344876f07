/** Commands that log in, as they stand in what plugins print. */
const COMMANDS: readonly RegExp[] = [
  /\baws sso login(?: --(?:profile|sso-session)[ =][\w.@-]+)?/,
  /\baws configure(?: sso)?\b/,
  /\bgcloud auth (?:application-default )?login\b/,
  /\baz login(?: --[a-z-]+(?:[ =][\w.:/@-]+)?)*/,
  /\btsh (?:kube )?login(?: --[a-z-]+(?:[ =][\w.:/@-]+)?)*/,
  /\bkubelogin (?:convert-kubeconfig|remove-cache-dir|remove-tokens|setup)(?: -[\w-]+(?:[ =][\w.:/@-]+)?)*/,
  /\bkubectl oidc-login setup(?: --[a-z-]+[ =][\w.:/@-]+)*/,
  /\b(?:doctl auth init|oci session authenticate|ibmcloud login|oc login|saml2aws login|okta-aws-cli|vault login)\b/,
];

/** A command in quotes after such a word. */
const QUOTED =
  /\b(?:run|running|rerun|execute|use|using|try|with|via)\b[^`'"“‘\n]{0,40}[`'"“‘]([^`'"”’\n]{3,120})[`'"”’]/gi;

/** One alone on its line after `run:`. */
const AFTER_COLON = /\b(?:run|running|execute)\b[^:\n]{0,40}:\s{0,4}\$?\s?([^\n]{3,120})/gi;

/** What is told without a command: by the plugin, the words, and what helps. */
const BY_WORDS: readonly { readonly plugin: RegExp; readonly words: RegExp; readonly advice: string }[] = [
  {
    plugin: /^aws/,
    words: /sso session|sso token|token has expired and refresh failed|error loading sso/i,
    advice: 'aws sso login',
  },
  { plugin: /^aws/, words: /unable to locate credentials/i, advice: 'aws configure' },
  {
    plugin: /^(?:gke-)?gcloud/,
    words: /reauth|refreshing your current auth tokens|invalid_grant|not currently have an active account/i,
    advice: 'gcloud auth login',
  },
  { plugin: /^(?:kubelogin|az)/, words: /AADSTS|please run.{0,20}az login|azureclicredential/i, advice: 'az login' },
  { plugin: /^tsh/, words: /not logged in|expired|relogin/i, advice: 'tsh login' },
];

/**
 * The command that what a plugin printed to stderr asks the user to run; '' when it asks for none. Only plain words and
 * options count: what has a pipe, a variable or a second command in it is not offered.
 */
export function pluginAdvice(plugin: string, stderr: string): string {
  const text = stderr.slice(0, 16 * 1024);
  const quoted = [...text.matchAll(QUOTED), ...text.matchAll(AFTER_COLON)].map(match => (match[1] ?? '').trim());
  const named = COMMANDS.map(command => command.exec(text)?.[0] ?? '');
  const told = BY_WORDS.filter(one => one.plugin.test(plugin) && one.words.test(text)).map(one => one.advice);
  return [...quoted, ...named, ...told].find(isPlainCommand) ?? '';
}

/** A program and words, at least two in all: a single word in quotes is more often a name than a command. */
function isPlainCommand(text: string): boolean {
  return /^[a-z][\w.-]*(?: [\w.:/@=,+-]+)+$/i.test(text);
}
