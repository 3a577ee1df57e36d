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

/** Something that ends within so many milliseconds ends soon: 30 days. */
const SOON = 30 * DAY;

/** A span of time in its largest unit, rounded down: `3d`. */
function span(milliseconds: number): string {
  const { unit, length } = UNITS.find(({ below }) => milliseconds < below) ?? UNITS[4];
  return `${Math.floor(milliseconds / length)}${unit}`;
}

/** A moment as seen from `now`, both in epoch milliseconds: `3d ago`, `in 2h`. */
export const relativeText = (at: number, now: number): string =>
  at > now ? t('in {span}', { span: span(at - now) }) : t('{span} ago', { span: span(now - at) });

/** The same of the end of something; a near end says what it is. */
export function expiryText(at: number, now: number): string {
  if (at <= now) return t('expired {span} ago', { span: span(now - at) });
  return at - now <= SOON ? t('expires in {span}', { span: span(at - now) }) : relativeText(at, now);
}

/** Whether something has ended, or ends soon. */
export const isNear = (at: number, now: number): boolean => at > 0 && at - now <= SOON;
