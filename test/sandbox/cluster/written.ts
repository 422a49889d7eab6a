import type { Before } from './write-world.ts';
import { writtenAdmission } from './written-admission.ts';
import { writtenOthers } from './written-others.ts';
import { writtenPatches } from './written-patches.ts';

/** How the cluster was before each captured write. */
export const written: Record<string, Before> = { ...writtenPatches, ...writtenOthers, ...writtenAdmission };
