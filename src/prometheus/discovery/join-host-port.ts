/** As Go's net.JoinHostPort: a host with a colon, which is an IPv6 address, is put in brackets. */
export function joinHostPort(host: string, port: string): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

/** A port as Prometheus writes it where it takes the number for an unsigned one of 64 bits. */
export function unsignedPort(port: number): string {
  return port < 0 ? String(BigInt.asUintN(64, BigInt(port))) : String(port);
}
