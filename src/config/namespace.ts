import { z } from 'zod';

/** The name of a namespace. */
export const Namespace = z
  .string()
  .regex(/^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/, { error: 'expected the name of a namespace' })
  .meta({ title: 'namespace' });
