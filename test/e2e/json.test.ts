/** Every operation from the command line of the built program, as json, against an emulator over HTTP. */
import { checkFormat } from './support/check-format.ts';

checkFormat('json');
