/** One-way digests with a key that only this installation has: of texts that may hold secrets, or must not be forged. */
export interface Digests {
  /** 64 hexadecimal digits; the same for the same text and purpose as long as the key is the same. */
  keyed(purpose: 'meaning' | 'policy' | 'situation-note', text: string): string;
}
