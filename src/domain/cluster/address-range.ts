/** A block of IPv4 addresses: the first one as a number, and how many leading bits are fixed. */
export type Block = { readonly first: number; readonly bits: number };

/** `10.1.2.0/24` as numbers; null for anything else, IPv6 included. */
export function blockOf(cidr: string): Block | null {
  const [address = '', length = '32'] = cidr.split('/');
  const value = numberOf(address);
  const bits = /^\d{1,2}$/.test(length) ? Number(length) : -1;
  if (value === null || bits < 0 || bits > 32) return null;
  const size = 2 ** (32 - bits);
  return { first: Math.floor(value / size) * size, bits };
}

/** The smallest block that holds all of these; null for none. */
export function blockAround(blocks: readonly Block[]): Block | null {
  const [one] = blocks;
  if (!one) return null;
  const first = Math.min(...blocks.map((block) => block.first));
  const last = Math.max(...blocks.map((block) => block.first + 2 ** (32 - block.bits) - 1));
  let bits = one.bits;
  while (bits > 0 && Math.floor(first / 2 ** (32 - bits)) !== Math.floor(last / 2 ** (32 - bits))) bits -= 1;
  return { first: Math.floor(first / 2 ** (32 - bits)) * 2 ** (32 - bits), bits };
}

/** `10.1.2.0/24`. */
export function blockWords({ first, bits }: Block): string {
  return `${[24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join('.')}/${bits}`;
}

/** True when the range holds the address. An address or range that can't be read counts as held: nothing is proven. */
export function holdsAddress(cidr: string, address: string | null): boolean {
  const block = blockOf(cidr);
  const value = address === null ? null : numberOf(address);
  if (block === null || value === null) return true;
  return value >= block.first && value < block.first + 2 ** (32 - block.bits);
}

/** True for addresses that the internet does not route: private, shared, loopback and link-local ones. */
export function isPrivate(address: string): boolean {
  const ranges = [
    '10.0.0.0/8',
    '172.16.0.0/12',
    '192.168.0.0/16',
    '100.64.0.0/10',
    '127.0.0.0/8',
    '169.254.0.0/16',
  ];
  return numberOf(address) !== null && ranges.some((range) => holdsAddress(range, address));
}

function numberOf(address: string): number | null {
  const parts = address.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return null;
  return parts.reduce((value, part) => value * 256 + Number(part), 0);
}
