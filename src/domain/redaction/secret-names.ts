/** Endings that say "this holds a secret", whatever stands before them; names are compared without separators. */
const ENDING = new RegExp(
  `(?:${[
    'password|passwords|passwort|passwd|passphrase|passcode|authpass|userpass|dbpass|secret|token|credentials?',
    '(?:api|app|access|secret|private|encryption|decryption|signing|master|account|storage|shared|sharedaccess)keys?',
    '(?:auth|hmac|webhook|session|cookie|service|license|licence|functions?|subscription|publish|root|unseal|recovery)keys?',
    'sshkey|hostkey|symmetrickey|clientkey|serverkey|tlskey|cakey|deploykey|consumerkey|integrationkey|routingkey|ingestkey|datadogkey',
    'connectionstring|connstr|connectionuri|dockerconfigjson|dockerconfig|dockercfg|dockerauth|kubeconfig|htpasswd|netrc|pgpass',
    'clientkeydata|clientcertificatedata|privatekeyid|sharedaccesssignature|amzsignature|googsignature|amzcredential',
    'secretid|secretstring|secretbinary|bearer|jwt|otpauth|totpseed|mnemonic|seedphrase|npmrc|pypirc|accesskeys|keypass|storepass|secretkeybase|jsessionid|phpsessid',
  ].join('|')})$`,
);

/** Short words that are also the end of other words, so they count only as a word of their own. */
const OWN_WORD = /(?:^|[^a-z])(?:pwd|pass|creds|cred|dsn|pat|pw|pin|otp|salt|authtoken)$/;

/** What may follow such an ending without making it something else. */
const AFTER =
  /(?:value|plaintext|plain|text|raw|base64|b64|encoded|old|new|current|previous|hash|string|data|confirm|confirmation|default|prod|test|\d+)$/;

/** Names that end like a secret but hold the name of one, a place in a list, or part of a syntax. */
const HARMLESS =
  /(?:existing|imagepull|pull|tls|certificate|cert)secret$|(?:page|next|continue|continuation|sync|cancell?ation|unexpected|expected|invalid|resume|start|end)token$|oldpwd$|boardingpass$/;

/** Files that are secrets as a whole, as keys of a ConfigMap or a Secret name them. */
const FILE =
  /(?:^|[/.])(?:id_(?:rsa|dsa|ecdsa|ed25519)|\.?(?:npmrc|netrc|pgpass|pypirc|git-credentials|dockercfg|dockerconfigjson|htpasswd|vault-token)|kubeconfig|credentials(?:\.json|\.ya?ml)?)$|\.(?:key|p12|pfx|jks|keystore|kdbx|ppk|kubeconfig|keytab)$/i;

/** Longer names are judged by their end: that is where the word stands. */
const JUDGED = 128;

/**
 * True for a name (of a variable, a field, a header, a flag, a column) whose value is a secret: `DB_PASSWORD`,
 * `apiKey`, `x-vault-token`, `connectionString`, `tls.key`. Names of references (`secretName`, `passwordFile`,
 * `tokenUrl`, `existingSecret`) are none.
 */
export function isSecretName(name: string): boolean {
  const end = name.length > JUDGED ? name.slice(-JUDGED) : name;
  if (FILE.test(end)) return true;
  const spelled = end.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
  const compact = spelled.replace(/[^a-z0-9]/g, '');
  if (HARMLESS.test(compact)) return false;
  if (ENDING.test(compact) || OWN_WORD.test(spelled)) return true;
  if (/^_auth$|-auth$/.test(spelled) && spelled.startsWith('_')) return true;
  const shorter = compact.replace(AFTER, '');
  return (
    shorter !== compact && (ENDING.test(shorter) || OWN_WORD.test(spelled.replace(/[^a-z]*[a-z0-9]+$/, '')))
  );
}

/**
 * True for the words that ordinary sentences use, too ("invalid token: expired"): their value counts as a secret only
 * if it does not read like prose.
 */
export function isWeakName(name: string): boolean {
  return (
    / /.test(name) ||
    /^["'-]*(?:(?:core)?v1\.)?(?:tokens?|secrets?|credentials?|creds?|bearer|jwt|pass|pin|salt|pat|otp|kubeconfig|htpasswd|netrc)$/i.test(
      name,
    )
  );
}
