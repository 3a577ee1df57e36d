/** Every operation from the command line of the built program, as table, against an emulator over HTTP. */
import { checkFormat } from './support/check-format.ts';

checkFormat('table');
