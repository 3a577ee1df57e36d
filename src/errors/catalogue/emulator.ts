/** Codes of the local emulator only. Their usual causes are in explained/emulator.ts. */
import { alikafka } from '../../core/text/command-line.ts';
import type { Entries } from './entry.ts';

/** Codes with which the local emulator refuses a request before it reads the operation; the service has none of these. */
export const EMULATOR = {
  'Emulator.HostRefused': {
    kind: 'refused',
    meaning: 'The emulator does not answer requests for this host name.',
    advice: 'Start the emulator with "{command}", or send requests to its loopback address.',
    command: alikafka`emulator --allow-host <host>`,
  },
  'Emulator.PageRefused': {
    kind: 'refused',
    meaning: 'The emulator does not answer requests from web pages.',
    advice: 'Call the emulator from a program, not from a browser, without the headers Origin and Sec-Fetch-Site.',
  },
} as const satisfies Entries;
