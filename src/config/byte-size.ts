import { z } from 'zod';

const UNITS: Record<string, number> = { kb: 1_000, mb: 1_000_000, kib: 1_024, mib: 1_048_576 };

/** A size in bytes, with its unit: `500kB`, `10MB`, `16MiB`. */
export const ByteSize = z
  .string({ error: 'expected a size with its unit, such as 500kB or 10MB' })
  .trim()
  .regex(/^\d+ ?(?:kB|MB|KiB|MiB)$/i, { error: 'expected a size with its unit, such as 500kB or 10MB' })
  .transform((text) => Number.parseInt(text, 10) * (UNITS[text.replace(/[\d ]/g, '').toLowerCase()] ?? 1))
  .refine((bytes) => bytes >= 1_000 && bytes <= 100_000_000, {
    error: 'expected a size from 1kB to 100MB',
  })
  .meta({ title: 'size' });
