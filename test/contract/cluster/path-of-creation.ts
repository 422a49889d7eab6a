/** Where an object of this suite is posted to. */
export function pathOfCreation(object: { apiVersion: string; kind: string }, namespace: string): string {
  const root = object.apiVersion === 'v1' ? '/api/v1' : `/apis/${object.apiVersion}`;
  return `${root}/namespaces/${namespace}/${object.kind.toLowerCase()}s`;
}
