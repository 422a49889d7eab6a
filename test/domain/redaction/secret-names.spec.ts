import { describe, expect, it } from 'vitest';
import { isSecretName } from '../../../src/domain/redaction/secret-names.ts';

const secret =
  'password DB_PASSWORD dbPassword db.password password1 PGPASSWORD POSTGRES_PASSWORD_2 passwd MYSQL_PWD SMTP_PASS passphrase token API_TOKEN apiKey api-key API_KEY x-api-key accessKey AWS_SECRET_ACCESS_KEY aws_session_token clientSecret client_secret_value secretKey privateKey private_key connectionString CONNECTION_STRING SENTRY_DSN credentials encryptionKey accountKey SharedAccessKey _authToken _auth kubeconfig .dockerconfigjson tls.key id_rsa keystore.jks passwordHash jwt tokenBase64 VAULT_TOKEN unseal_key webhookKey';
const none =
  'name secretName passwordFile TOKEN_TTL tokenUrl secretKeyRef existingSecret imagePullSecrets image key keys partitionKey publicKey primary_key compass bypass author authorization_mode monkey keyboard hotkeys max_tokens nextPageToken continueToken tokenExpirationSeconds passwordPolicy secretRef credentialName OLDPWD status tls.crt ca.crt spin';

describe('a name', () => {
  it.each(secret.split(' '))('%s says that its value is secret', (name) => {
    expect(isSecretName(name)).toBe(true);
  });

  it.each(none.split(' '))('%s says nothing of the kind', (name) => {
    expect(isSecretName(name)).toBe(false);
  });
});
