import { addressOf } from '../address-of.ts';
import type { Scene } from '../scene.ts';

/** The panel beside the workspace, with a fault planned. */
export const controlPanel: Scene = {
  name: 'control-panel',
  looks: ['desktop-light', 'desktop-dark', 'phone-light'],
  async play({ controls, room }) {
    controls.fault('chat.update', { kind: '429', retryAfter: 5 }, 2);
    return addressOf('ana', room());
  },
  async arrange(page) {
    await page.getByRole('button', { name: 'Alerts, faults, calls' }).click();
    await page.getByLabel('Control panel').getByText('Calls left this minute').waitFor();
  },
  async strike({ controls }) {
    controls.clearFaults();
  },
};
