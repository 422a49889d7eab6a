/** Single pieces of one case are judged from this length on: container ids are longer, but hexadecimal. */
const LONG_PIECE = 32;

/**
 * True for runs that look like random bytes in base64 (capitals, small letters and digits, switching often) or in
 * base32 and base36 (one case and digits). Hexadecimal digests, UUIDs, Kubernetes names, paths and CamelCase are none.
 * In: a run of letters, digits and `+/=_-`.
 */
export function looksRandom(run: string): boolean {
  if (/^_Z|^_R/.test(run)) return false;
  const segments = run.split('/');
  // A path has short segments, base64 has a slash in 64 characters on average.
  if (segments.length > 1 && run.length / segments.length < 16) return false;
  const bare = run.replace(/[+/=_-]/g, '');
  if (/[a-z]/.test(bare) && /[A-Z]/.test(bare)) return looksMixed(bare);
  return run.split(/[+/=_-]/).some(looksMonotone);
}

function looksMixed(bare: string): boolean {
  return bare.length >= 28 && digitsIn(bare) >= 2 && switches(bare) / bare.length >= 0.35;
}

function looksMonotone(piece: string): boolean {
  if (piece.length < LONG_PIECE || /^[0-9a-f]+$/i.test(piece)) return false;
  const digits = digitsIn(piece) / piece.length;
  return (
    digits >= 0.08 && digits <= 0.6 && switches(piece) / piece.length >= 0.15 && new Set(piece).size >= 12
  );
}

function digitsIn(text: string): number {
  return text.replace(/\D/g, '').length;
}

/** How often the class of character changes: a pronounceable word rarely does. */
function switches(text: string): number {
  let count = 0;
  for (let i = 1; i < text.length; i++) if (classOf(text, i) !== classOf(text, i - 1)) count++;
  return count;
}

function classOf(text: string, at: number): 'digit' | 'capital' | 'small' {
  const code = text.charCodeAt(at);
  if (code <= 57) return 'digit';
  return code <= 90 ? 'capital' : 'small';
}
