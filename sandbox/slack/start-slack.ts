import { freePort } from '../process/free-port.ts';
import { createSandboxSlack } from './create-sandbox-slack.ts';
import type { ApiCallRecord } from './http/call-log.ts';
import { createRoutes } from './http/routes.ts';
import { type SlackServer, startServer } from './http/server.ts';
import { apiMethods } from './methods/registry.ts';
import type { SlackOptions } from './options.ts';
import { createParts } from './parts.ts';
import type { SandboxSlack } from './sandbox-slack.ts';

/** Starts a Slack workspace on this machine. */
export const startSlack = async (options: SlackOptions = {}): Promise<SandboxSlack> => {
  const parts = createParts(options);
  const { world, calls, emitter } = parts;
  let running: SlackServer | undefined;
  const routes = createRoutes({
    world,
    methods: apiMethods(parts.socketMode.newUrl),
    faults: parts.faults,
    rateLimits: parts.rateLimits,
    tokens: parts.tokens,
    latencyMs: () => parts.settings.latencyMs,
    eventsDelivered: () => parts.outbox.settled(),
    newRecord(method, args, request) {
      const record: ApiCallRecord = {
        id: calls.length + 1,
        method,
        args,
        at: world.clock(),
        connection: running?.connectionOf(request) ?? 0,
        ms: undefined,
        status: undefined,
        answer: undefined,
        fault: undefined,
      };
      calls.push(record);
      return record;
    },
    finished: (record) => emitter.emit('call', record),
  });
  const host = options.host ?? '127.0.0.1';
  // It comes back at the same port when it was down, so nobody may be given that port meanwhile.
  const port = options.port ?? (await freePort());
  running = await startServer(host, port, { ...routes, upgrade: parts.socketMode.upgrade });
  parts.settings.url = running.url;
  return createSandboxSlack(parts, running);
};
