import { EMULATOR } from '../catalogue/emulator.ts';
import { theme } from './theme.ts';

/** What explain says of the codes that only the emulator has. */
export const EMULATOR_THEME = theme('The local emulator', EMULATOR, {
  'Emulator.HostRefused':
    'The request names a host other than loopback, as it does through a forwarded port or a name in a container network. Pages of other hosts are kept out in this way.',
  'Emulator.PageRefused':
    'The request comes from a browser. The default key of the emulator is public, so that any web page could change what it holds.',
});
