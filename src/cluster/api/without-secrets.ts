/** Shorter ones would tear holes into ordinary words. */
const SHORTEST = 4;

/** The text with an ellipsis in place of each secret. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets
    .filter(secret => secret.length >= SHORTEST)
    .toSorted((one, other) => other.length - one.length)
    .reduce((clean, secret) => clean.replaceAll(secret, '…'), text);
}
