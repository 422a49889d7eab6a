import { HOUR, type Instant, MINUTE, SECOND } from './instant.ts';

const DAY = 24 * HOUR;

/** A moment in UTC to the second: `2026-03-14T03:07:05Z`, where no reader's own zone can be shown. */
export function utcText(at: Instant): string {
  const { date, time } = utcParts(at);
  return `${date}T${time}Z`;
}

/**
 * A moment in UTC as its date (`2026-03-14`) and its time of the day (`03:07:05`). By hand, because a diagnosis or a log
 * says thousands, and each formatter of Intl takes its time to make.
 */
export function utcParts(at: Instant): { readonly date: string; readonly time: string } {
  const day = Math.floor(at / DAY);
  const ofDay = at - day * DAY;
  const parts = [ofDay / HOUR, (ofDay % HOUR) / MINUTE, (ofDay % MINUTE) / SECOND];
  return { date: dateOf(day), time: parts.map((part) => padded(Math.floor(part), 2)).join(':') };
}

/** The date of a day since 1970, by counting the year from March, so that the leap day comes last. */
function dateOf(day: number): string {
  const fromMarch = day + 719_468;
  const era = Math.floor(fromMarch / 146_097);
  const ofEra = fromMarch - era * 146_097;
  const year = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const month = Math.floor((5 * ofYear + 2) / 153);
  const date = ofYear - Math.floor((153 * month + 2) / 5) + 1;
  const civil = month < 10 ? month + 3 : month - 9;
  return [padded(year + era * 400 + (civil <= 2 ? 1 : 0), 4), padded(civil, 2), padded(date, 2)].join('-');
}

function padded(number: number, width: number): string {
  return String(number).padStart(width, '0');
}
