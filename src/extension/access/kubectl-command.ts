/** The end of the text in a POSIX shell, one that no line of it is. */
function endOf(lines: readonly string[]): string {
  for (let count = 0; ; count += 1) {
    const end = count === 0 ? 'EOF' : `EOF_${count}`;
    if (!lines.includes(end)) return end;
  }
}

/**
 * The command that applies manifests to the current context, with them inside, for the user to run. `shell` is the path of
 * the shell: PowerShell has no here-documents, so that it gets a here-string.
 */
export function kubectlApply(yaml: string, shell: string): string {
  const text = yaml.replaceAll('\r\n', '\n').replace(/\n*$/, '');
  if (/(?:pwsh|powershell)(?:\.exe)?$/i.test(shell)) return `@'\n${text}\n'@ | kubectl apply -f -\n`;
  const end = endOf(text.split('\n'));
  return `kubectl apply -f - <<'${end}'\n${text}\n${end}\n`;
}
