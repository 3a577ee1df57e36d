import type { Agent, Dispatcher, Pool as UndiciPool } from '../../vendor/undici-proxy.ts';

/**
 * Makes the pools of a proxy agent. A proxy that closes a tunnel without a word is asked again without end by undici,
 * so fast that no timer comes to its turn: here the pool ends instead, its requests with the error, and `ended` is told.
 * `Pool` is undici's, which is read late.
 */
export function endingPools(Pool: typeof UndiciPool, ended: () => void): NonNullable<Agent.Options['factory']> {
  return (origin, options): Dispatcher => {
    const pool = new Pool(origin, options);
    // the pool has let go of the client by then, which holds the requests
    pool.on('connectionError', (_origin, targets, error) => {
      if ((error as { code?: string }).code !== 'UND_ERR_SOCKET') return;
      ended();
      for (const target of targets) void target.destroy(error);
    });
    return pool;
  };
}
