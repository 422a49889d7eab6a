import { HOUR, type Instant, MINUTE, SECOND } from '../../domain/instant.ts';

const DAY = 24 * HOUR;

/** A moment as findings say it: `02:41 UTC`, with the date when it is not the day of `seenAt`. */
export function clock(at: Instant, seenAt: Instant): string {
  const day = Math.floor(at / DAY);
  const time = `${two(Math.floor((at - day * DAY) / HOUR))}:${two(Math.floor((at % HOUR) / MINUTE))} UTC`;
  return day === Math.floor(seenAt / DAY) ? time : `${dateOf(day)} ${time}`;
}

/** A length of time in milliseconds as people say it, rounded down: `40 s`, `26 min`, `3 h`, `12 d`. */
export function span(length: number): string {
  if (length < 2 * MINUTE) return `${Math.floor(Math.max(0, length) / SECOND)} s`;
  if (length < 2 * HOUR) return `${Math.floor(length / MINUTE)} min`;
  if (length < 48 * HOUR) return `${Math.floor(length / HOUR)} h`;
  return `${Math.floor(length / DAY)} d`;
}

/**
 * The date of a day since 1970, by counting the year from March, so that the leap day comes last. By hand because a
 * diagnosis of a large cluster says thousands of times, and each formatter of Intl takes its time to make.
 */
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
  return `${year + era * 400 + (civil <= 2 ? 1 : 0)}-${two(civil)}-${two(date)}`;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
