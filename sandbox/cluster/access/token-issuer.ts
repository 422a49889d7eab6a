import { randomBytes } from 'node:crypto';
import { unauthorized } from '../http/status-failure.ts';
import { ANONYMOUS, type User } from './user.ts';

export type TokenIssuer = {
  /** The token of this user: always the same one. */
  tokenOf(user: User): string;
  /** Whose token this is, if anybody's. */
  userOf(authorization: string | undefined): User | undefined;
  /** Who a request's Authorization header names; throws 401 for a token that nobody issued. */
  authenticate(authorization: string | undefined): User;
};

/** Bearer tokens for the users of a kubeconfig. */
export function createTokenIssuer(): TokenIssuer {
  const users = new Map<string, User>();
  const tokens = new Map<string, string>();
  return {
    tokenOf(user) {
      const key = JSON.stringify([user.name, user.groups]);
      const token = tokens.get(key) ?? `sandbox-${randomBytes(16).toString('hex')}`;
      tokens.set(key, token);
      users.set(token, user);
      return token;
    },
    userOf: (authorization) => users.get(bearerOf(authorization) ?? ''),
    authenticate(authorization) {
      const token = bearerOf(authorization);
      if (!token) return ANONYMOUS;
      const user = users.get(token);
      if (!user) throw unauthorized();
      return user;
    },
  };
}

const bearerOf = (authorization: string | undefined): string | undefined =>
  /^Bearer\s+(\S+)$/i.exec(authorization ?? '')?.[1];
