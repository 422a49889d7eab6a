import type { Delivery } from '../../../src/domain/alert.ts';

/** A delivery of a group, without alerts: the inbox looks at the group only. */
export const aDelivery = (over: Partial<Delivery> = {}): Delivery => ({
  source: 'default',
  receiver: 'keyturn',
  groupKey: '{}:{alertname="CheckoutDown"}',
  groupLabels: {},
  commonLabels: {},
  commonAnnotations: {},
  routeLabels: {},
  externalUrl: null,
  truncated: 0,
  alerts: [],
  ...over,
});
