import { StatusFailure } from '../http/status-failure.ts';
import type { ObjectStore } from '../store/object-store.ts';
import { authorize } from './authorize.ts';
import { forbidden } from './forbidden.ts';
import type { Attributes } from './rule.ts';
import { type User, userNamed } from './user.ts';

type Asked = { user: string; uid: string; groups: string[]; extra: Record<string, string[]> };

const EXTRA = 'impersonate-extra-';
const SERVICE_ACCOUNT = /^system:serviceaccount:([^:]+):([^:]+)$/;

/**
 * Whom the request is to be made as: the user itself without such headers, the other if the user may. Throws the
 * 403 for each header that is not allowed, and the server's 500 for groups without a user.
 */
export function impersonate(
  store: ObjectStore,
  user: User,
  request: { path: string; rawHeaders: readonly string[] },
): User {
  const asked = askedFor(request.rawHeaders);
  if (!asked) return user;
  if (asked.user === '') throw withoutUser(request.path, asked);
  for (const wanted of attributesOf(asked)) {
    const decision = authorize(store, user, wanted);
    if (!decision.allowed) throw forbidden(user, wanted, decision);
  }
  const { groups } = asked;
  const implied = groups.length === 0 ? userNamed(asked.user).groups : [...groups, 'system:authenticated'];
  return {
    name: asked.user,
    groups: [...new Set(implied)],
    ...(asked.uid === '' ? {} : { uid: asked.uid }),
    ...(Object.keys(asked.extra).length > 0 ? { extra: asked.extra } : {}),
  };
}

function askedFor(rawHeaders: readonly string[]): Asked | undefined {
  const asked: Asked = { user: '', uid: '', groups: [], extra: {} };
  let any = false;
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const name = (rawHeaders[at] ?? '').toLowerCase();
    const value = rawHeaders[at + 1] ?? '';
    if (!name.startsWith('impersonate-')) continue;
    any = true;
    if (name === 'impersonate-user') asked.user = value;
    else if (name === 'impersonate-uid') asked.uid = value;
    else if (name === 'impersonate-group') asked.groups.push(value);
    else if (name.startsWith(EXTRA)) {
      const key = decodeURIComponent(name.slice(EXTRA.length));
      asked.extra[key] = [...(asked.extra[key] ?? []), value];
    }
  }
  return any ? asked : undefined;
}

/** What one must be allowed to do for each header. */
function attributesOf(asked: Asked): Attributes[] {
  const base = { verb: 'impersonate', group: '', subresource: '', namespace: '' };
  const authentication = { ...base, group: 'authentication.k8s.io' };
  const account = SERVICE_ACCOUNT.exec(asked.user);
  const who = account
    ? { ...base, resource: 'serviceaccounts', namespace: account[1] ?? '', name: account[2] ?? '' }
    : { ...base, resource: 'users', name: asked.user };
  const extras = Object.entries(asked.extra).flatMap(([key, values]) =>
    values.map((name) => ({ ...authentication, resource: 'userextras', subresource: key, name })),
  );
  return [
    who,
    ...asked.groups.map((name) => ({ ...base, resource: 'groups', name })),
    ...extras,
    ...(asked.uid === '' ? [] : [{ ...authentication, resource: 'uids', name: asked.uid }]),
  ];
}

function withoutUser(path: string, asked: Asked): StatusFailure {
  const wanted = asked.groups.map((group) => `{Group  ${group}    }`).join(' ');
  return new StatusFailure({
    code: 500,
    plainText: true,
    message: `Internal Server Error: "${path}": requested [${wanted}] without impersonating a user\n`,
  });
}
