import { describe, expect, it } from 'vitest';
import { parseProcessRoles } from '../../src/app/process-roles.ts';

describe('what a process does', () => {
  it('is everything when nothing is said', () => {
    expect(parseProcessRoles(null)).toEqual(new Set(['intake', 'workers', 'executor']));
  });

  it('is what is named', () => {
    expect(parseProcessRoles('workers')).toEqual(new Set(['workers']));
    expect(parseProcessRoles('executor')).toEqual(new Set(['executor']));
    expect(parseProcessRoles('intake, workers')).toEqual(new Set(['intake', 'workers']));
  });

  it('is refused with the names there are', () => {
    expect(parseProcessRoles('intake,king')).toBe(
      'There is no role "king". Roles are: intake, workers, executor.',
    );
  });
});
