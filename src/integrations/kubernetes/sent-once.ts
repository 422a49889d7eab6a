import type { Dispatcher } from 'undici';

/** A dispatcher for one request. */
export type Once = {
  readonly dispatcher: Dispatcher;
  /** False: not a byte of the request went out, so it certainly had no effect. */
  wasSent(): boolean;
};

/**
 * Sees one request go out, and lets it do so once only: undici sends a request again when it believes that a
 * connection gave none of it to the server.
 */
export function sentOnce(dispatcher: Dispatcher): Once {
  let sent = false;
  return {
    wasSent: () => sent,
    dispatcher: dispatcher.compose(
      (dispatch) => (options, handler) =>
        dispatch(options, {
          // undici calls this right before it writes to the connection, and writes nothing when it throws.
          onRequestStart(controller, context) {
            if (sent) throw new Error('the request would have been sent twice');
            handler.onRequestStart?.(controller, context);
            sent = !controller.aborted;
          },
          onRequestUpgrade: (...upgraded) => handler.onRequestUpgrade?.(...upgraded),
          onResponseStart: (...started) => handler.onResponseStart?.(...started),
          onResponseData: (...given) => handler.onResponseData?.(...given),
          onResponseEnd: (...ended) => handler.onResponseEnd?.(...ended),
          onResponseError: (...failed) => handler.onResponseError?.(...failed),
        }),
    ),
  };
}
