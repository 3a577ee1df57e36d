/** The request of `wait`: how the resource is found and checked. */
import type { Client } from '../../client/client.ts';
import type { CommandOptions } from '../../engine/command-context.ts';
import { lookUp, resolveInstance } from '../../engine/instance-name.ts';
import { withTarget } from '../../engine/next-command.ts';
import type { WaitRequest } from '../../engine/wait/run-wait.ts';
import { alikafka } from '../../core/text/command-line.ts';
import { t } from '../../core/text/texts.ts';
import { spokenName, spokenState } from '../../operations/shared/states.ts';
import type { WaitArguments } from './arguments.ts';
import { keyOf, statusDocument } from './print.ts';

/** The request of a wait. */
export function waitRequest(words: WaitArguments, options: CommandOptions): WaitRequest {
  const { noun, orderId, state, word, timeout, maxLag } = words;
  const { check, longestPause } = state;
  const isOrder = orderId !== undefined;
  return {
    options,
    wanted: {
      check,
      state: spokenState(word),
      timeout,
      longestPause,
      mustBeThere: !isOrder,
      ...(isOrder ? {} : { noun }),
    },
    find: async (client) => {
      const name = await nameOf(words, client);
      return {
        name: isOrder ? t('order {id}', { id: name }) : name,
        ...(isOrder ? {} : { label: spokenName(noun, name) }),
        input: { [keyOf(words)]: name, ...(maxLag === undefined ? {} : { maxLag }) },
        next: withTarget(waitCommand(words, name), options.targets),
      };
    },
    show: ({ input }, status) => statusDocument(words, String(input[keyOf(words)]), status, options.columns),
  };
}

/** The name of the resource; for an instance its id, which is looked up if its name was given. */
async function nameOf({ noun, name, orderId }: WaitArguments, client: Client): Promise<string> {
  if (orderId !== undefined) return orderId;
  if (noun === 'instance' && name !== undefined) client.instance = await lookUp(client, name, '<name>');
  else client.instance = await resolveInstance(client);
  return (noun === 'instance' ? client.instance : name) ?? '';
}

/** The same wait as a command. */
function waitCommand({ noun, orderId, word, maxLag }: WaitArguments, name: string): string {
  if (orderId !== undefined) return alikafka`wait ${noun} ${word} --order-id ${orderId}`;
  return maxLag === undefined
    ? alikafka`wait ${noun} ${name} ${word}`
    : alikafka`wait ${noun} ${name} ${word} --max-lag ${maxLag}`;
}
