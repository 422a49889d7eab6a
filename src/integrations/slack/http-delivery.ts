import { HTTPReceiver, type Logger } from '@slack/bolt';

/** Where Slack's app settings point: one address for events, commands and interactions. */
export const SLACK_PATH = '/slack/events';

/** Node's own kind of request listener: `(request, response)`. */
export type RequestListener = HTTPReceiver['requestListener'];

export type HttpDelivery = {
  readonly receiver: HTTPReceiver;
  /** Answers a request to SLACK_PATH. The body must not have been read: the signature is over its bytes. */
  readonly handle: RequestListener;
};

/** Bolt's HTTP receiver without a server of its own. It checks signature and age and reads the body. */
export function createHttpDelivery(deps: {
  readonly signingSecret: string;
  readonly logger: Logger;
}): HttpDelivery {
  const receiver = new HTTPReceiver({
    signingSecret: deps.signingSecret,
    endpoints: [SLACK_PATH],
    logger: deps.logger,
    processEventErrorHandler: async ({ response }) => {
      if (!response.headersSent) response.writeHead(503).end();
      // True: Bolt need not wait for an acknowledgement any more.
      return true;
    },
  });
  return {
    receiver,
    handle(request, response) {
      try {
        receiver.requestListener(request, response);
      } catch {
        // Bolt throws for other paths and methods.
        response.writeHead(404).end();
      }
    },
  };
}
