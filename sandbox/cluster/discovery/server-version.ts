/** `/version`, of the release that the sandbox was measured on. */
export const serverVersion = {
  major: '1',
  minor: '34',
  emulationMajor: '1',
  emulationMinor: '34',
  minCompatibilityMajor: '1',
  minCompatibilityMinor: '33',
  gitVersion: 'v1.34.9',
  gitCommit: 'ba6535cbb8719c3ba6c3923f2725ba050c87faab',
  gitTreeState: 'clean',
  buildDate: '2026-08-18T00:00:00Z',
  goVersion: 'go1.25.12',
  compiler: 'gc',
  platform: 'linux/amd64',
};
