import { stringify } from 'yaml';

/** A kubeconfig with one context, `sandbox`, for this token; the certificate authority is in it. */
export const kubeconfigText = (of: { url: string; ca: string; user: string; token: string }): string =>
  stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'sandbox',
    clusters: [
      {
        name: 'sandbox',
        cluster: { server: of.url, 'certificate-authority-data': Buffer.from(of.ca).toString('base64') },
      },
    ],
    contexts: [{ name: 'sandbox', context: { cluster: 'sandbox', user: of.user } }],
    users: [{ name: of.user, user: { token: of.token } }],
  });
