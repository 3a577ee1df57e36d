/**
 * Times relative to now, as tables show them on a terminal: `3d ago`, `in 2h`, `expires in 5d`. Exact times are in
 * core/text/time.ts.
 */
import { t } from '../../core/text/texts.ts';

const SECOND = 1000;
const DAY = 86_400 * SECOND;

/** Units with the span in milliseconds up to which each is used. */
const UNITS = [
  { unit: 's', length: SECOND, below: 60 * SECOND },
  { unit: 'm', length: 60 * SECOND, below: 3600 * SECOND },
  { unit: 'h', length: 3600 * SECOND, below: DAY },
  { unit: 'd', length: DAY, below: 365 * DAY },
  { unit: 'y', length: 365 * DAY, below: Number.POSITIVE_INFINITY },
] as const;

/** An end within this time, in milliseconds, is near. */
const SOON = 30 * DAY;

/** A span of time in its largest unit, rounded down: `3d`. */
function span(milliseconds: number): string {
  const { unit, length } = UNITS.find(({ below }) => milliseconds < below) ?? UNITS[4];
  return `${Math.floor(milliseconds / length)}${unit}`;
}

/** A time relative to `now`, both in epoch milliseconds: `3d ago`, `in 2h`. */
export const relativeText = (at: number, now: number): string =>
  at > now ? t('in {span}', { span: span(at - now) }) : t('{span} ago', { span: span(now - at) });

/** The same for an expiration: `expired 3d ago`, `expires in 2d` if it is near, otherwise `in 1y`. */
export function expiryText(at: number, now: number): string {
  if (at <= now) return t('expired {span} ago', { span: span(now - at) });
  return at - now <= SOON ? t('expires in {span}', { span: span(at - now) }) : relativeText(at, now);
}

/** Whether an expiration is in the past or in the next 30 days; both times in epoch milliseconds. */
export const isNear = (at: number, now: number): boolean => at > 0 && at - now <= SOON;
