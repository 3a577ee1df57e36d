import { entry, type Entries } from './entry.ts';

/** What the local emulator refuses before it looks at the call; the service knows none of these. */
export const EMULATOR = {
  'Emulator.HostRefused': entry(
    'refused',
    'The emulator does not answer requests for this host name.',
    'Start the emulator with --allow-host <host>, or use its loopback address.',
  ),
  'Emulator.PageRefused': entry(
    'refused',
    'The emulator does not answer web pages.',
    'Call it from a program instead of a browser, without the headers Origin and Sec-Fetch-Site.',
  ),
} as const satisfies Entries;
