/** The usual causes of the codes in catalogue/emulator.ts, for `explain` and docs/errors.md. */
import { EMULATOR } from '../catalogue/emulator.ts';
import { theme } from './theme.ts';

/** The usual causes of the codes that only the emulator returns. */
export const EMULATOR_THEME = theme('The local emulator', EMULATOR, {
  'Emulator.HostRefused': {
    cause:
      'The request names a host other than loopback, for example a forwarded port or a name in a container network. The check keeps web pages of other hosts from calling the emulator.',
  },
  'Emulator.PageRefused': {
    cause:
      'The request comes from a browser. The default key of the emulator is public, so without this check any web page could change its data.',
  },
});
