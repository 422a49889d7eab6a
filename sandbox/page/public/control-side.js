import { useEffect, useState } from 'preact/hooks';
import { Icon } from './icons.js';
import { html } from './render/html.js';

const REMEMBERED = 'sandbox-controls';

/** The control panel beside the workspace, folded away until it is wanted; nothing where the page has none. */
export const ControlSide = () => {
  const [Panel, setPanel] = useState(undefined);
  const [isOpen, setOpen] = useState(localStorage.getItem(REMEMBERED) === 'open');
  useEffect(() => {
    import('./control-panel.js').then(
      ({ ControlPanel }) => setPanel(() => ControlPanel),
      () => undefined,
    );
  }, []);
  if (!Panel) return undefined;
  const toggle = () => {
    localStorage.setItem(REMEMBERED, isOpen ? 'closed' : 'open');
    setOpen(!isOpen);
  };
  const words = isOpen ? 'Hide the controls' : 'Alerts, faults, calls';
  return html`<aside class=${`controls${isOpen ? '' : ' is-folded'}`} aria-label="Control panel">
    <button class="controls-fold" aria-expanded=${isOpen} onClick=${toggle}><${Icon} name="sliders" />${words}</button>
    ${isOpen && html`<${Panel} />`}
  </aside>`;
};
