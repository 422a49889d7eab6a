/** https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/ */
const factors: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

const FORM = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)([A-Za-z]{0,2})$/;

/** A quantity of a resource as a number: CPU in millicores, all else in its own unit. Null for what is none. */
export function quantity(resource: string, written: string): number | null {
  const [, digits, suffix] = FORM.exec(written) ?? [];
  const factor = factors[suffix ?? ''];
  if (digits === undefined || factor === undefined) return null;
  const value = Number(digits) * factor * (resource === 'cpu' ? 1_000 : 1);
  // 0.1 + 0.2 is of no use to anybody.
  return Math.round(value * 1_000) / 1_000;
}
