/** The probes of `doctor` on the real machine. */
import type { Machine, Probes } from '../../ports/probes.ts';

/** The probes of `doctor` on this machine; Node's modules for them are imported at the first probe. */
export function realProbes(machine: Machine): Probes {
  const disk = () => import('./disk.ts');
  const network = () => import('./network.ts');
  return {
    machine,
    mode: async (path) => (await disk()).modeOf(path),
    setMode: async (path, mode) => (await disk()).setMode(path, mode),
    writable: async (path) => (await disk()).writable(path),
    resolve: async (host) => (await network()).resolve(host),
    connect: async (host, port) => (await network()).connectTo(host, port),
    handshake: async (host, port, ca) => (await network()).handshake(host, port, ca),
  };
}
