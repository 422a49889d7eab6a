/** Posts one delivery as Alertmanager does. Rejects when it is not answered 202. */
export async function deliver(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
): Promise<void> {
  const reply = await fetch(url, { method: 'POST', headers, body });
  const text = await reply.text();
  if (reply.status !== 202) throw new Error(`a delivery was answered ${reply.status}: ${text}`);
}
