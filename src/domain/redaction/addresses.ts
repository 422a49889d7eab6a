import { REDACTED } from './redacted.ts';
import { type Stretch, stretchesOf } from './stretch.ts';

/** The Go driver for MySQL writes no scheme: `user:password@tcp(host:3306)/db`. */
const GO_MYSQL = /(?<![^\s"'=(,])([^\s"'=:@/(,]{1,64}:)([^\s"'@]{1,256})(?=@(?:tcp|udp|unix)\()/g;

/** Oracle's thin driver: `jdbc:oracle:thin:scott/tiger@host`. */
const ORACLE = /(jdbc:oracle:[a-z]{1,8}:[^\s"'/@]{1,64}\/)([^\s"'@]{1,256})(?=@)/g;

/** An address without its scheme: `//user:password@host`. */
const BARE = /(?<![:\w/])(\/\/)([^\s"'/@:[]{1,64}:[^\s"'/@]{1,256})(?=@)/g;

/**
 * `user:password@host:5432` and `user:password@registry.example/image`, as programs quote what they were given. With
 * neither port nor path it may be anybody's mail address, and `image:tag@sha256:...` is a digest.
 */
const NAKED =
  /(?<![^\s"'=(,])([^\s"'=:@/(,]{1,64}:)([^\s"'@/]{6,256})(?=@(?!sha\d)[A-Za-z0-9][A-Za-z0-9.-]{0,253}(?::\d{2,5}(?!\w)|\/))/g;

/** What ends an address in running text. */
const ADDRESS = /^[^\s"'<>`\\]*/;

/** Finds the password in addresses (`scheme://user:password@host`, a bare token before the @, too). In: one line. */
export function findUserinfo(line: string): readonly Stretch[] {
  if (!line.includes('@')) return [];
  return [
    ...findWebForms(line),
    ...stretchesOf(line, ORACLE),
    ...stretchesOf(line, BARE),
    ...stretchesOf(line, NAKED),
    ...(/@(?:tcp|udp|unix)\(/.test(line) ? stretchesOf(line, GO_MYSQL) : []),
  ];
}

function findWebForms(line: string): readonly Stretch[] {
  const found: Stretch[] = [];
  let at = line.indexOf('://');
  while (at >= 0) {
    const start = at + 3;
    const next = line.indexOf('://', start);
    // An address within an address begins anew, so each character is looked at once.
    const piece = next < 0 ? line.slice(start) : line.slice(start, next);
    const address = ADDRESS.exec(piece)?.[0] ?? '';
    const host = hostAt(address, /https?$/i.test(line.slice(Math.max(0, at - 5), at)));
    if (host > 0 && holdsSecret(address.slice(0, host))) found.push({ from: start, to: start + host });
    at = next;
  }
  return found;
}

/** Where the @ before the host stands; -1 when there is no userinfo. Passwords hold raw slashes and more @ than they should. */
function hostAt(address: string, web: boolean): number {
  const slash = address.search(/[/?#]/);
  const authority = slash < 0 ? address : address.slice(0, slash);
  const plain = authority.lastIndexOf('@');
  if (plain >= 0 || slash < 0) return plain;
  const colon = authority.indexOf(':');
  const port = /^\d{1,5}$/.test(authority.slice(colon + 1)) && web;
  return colon < 0 || port || authority.startsWith('[') || /^[\w.-]*:$/.test(authority)
    ? -1
    : address.lastIndexOf('@');
}

/** True for `user:password` and for a user that can't be a person's name; all of it goes, because tokens stand in both places. */
function holdsSecret(userinfo: string): boolean {
  return userinfo !== REDACTED && userinfo !== ':' && (userinfo.includes(':') || userinfo.length >= 20);
}
