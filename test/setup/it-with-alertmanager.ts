import { it, type TestAPI } from 'vitest';
import { findAlertmanager } from '../../sandbox/alertmanager/find-alertmanager.ts';

/**
 * A test that needs a real Alertmanager. On a machine without one it is skipped; in CI it runs all the same and
 * fails, so that nobody takes a CI without Alertmanager for a green one.
 */
export const itWithAlertmanager: ReturnType<TestAPI['runIf']> = it.runIf(
  findAlertmanager() !== undefined || Boolean(process.env.CI),
);
