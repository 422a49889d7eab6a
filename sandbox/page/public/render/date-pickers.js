import { html } from './html.js';
import { controlOf, useChoice } from './use-choice.js';
import { secondsAt, wallTime } from './zoned-time.js';

const picker = (type, toShown, toPicked) =>
  function Picker({ element, place, ctx }) {
    const { picked, choose } = useChoice(element, place, ctx);
    const zone = ctx.timeZone ?? 'UTC';
    const onChange = (event) => {
      const { value } = event.currentTarget;
      choose(value === '' ? null : toPicked(value, zone));
    };
    const shown = picked === null || picked === undefined ? '' : toShown(picked, zone);
    return html`<input
        type=${type}
        class="kit-field-box kit-picker"
        ...${controlOf(element, place)}
        value=${shown}
        onChange=${onChange}
      />`;
  };

const same = (value) => value;

export const DatePicker = picker('date', same, same);
export const TimePicker = picker('time', same, same);
/** A moment: chosen in the viewer's zone, sent as seconds since 1970. */
export const DateTimePicker = picker(
  'datetime-local',
  (picked, zone) => wallTime(Number(picked), zone),
  (value, zone) => String(secondsAt(value, zone)),
);
