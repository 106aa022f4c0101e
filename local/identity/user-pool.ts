import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import type { SystemClients } from './clients.ts';
import type { People, Person } from './people.ts';

/** What the embedded user pool answers: a status, and JSON. */
export type UserPool = {
  readonly handle: (
    target: string,
    body: unknown,
  ) => { status: number; headers?: Readonly<Record<string, string>>; body: unknown };
};

const inGroup = z.object({ GroupName: z.string() });
const ofUser = z.object({ Username: z.string() });
const userInGroup = z.object({ Username: z.string(), GroupName: z.string() });
const created = z.object({
  Username: z.email(),
  UserAttributes: z.array(z.object({ Name: z.string(), Value: z.string() })),
});
const filtered = z.object({ Filter: z.string().regex(/^email = "[^"]*"$/), Limit: z.int().optional() });

const systemClient = z.object({
  ClientName: z.string().max(128),
  GenerateSecret: z.literal(true),
  AllowedOAuthFlows: z.tuple([z.literal('client_credentials')]),
  AllowedOAuthScopes: z.array(z.string()).min(1),
});

const oneClient = z.object({ ClientId: z.string() });
const pageOfClients = z.object({
  MaxResults: z.int().min(1).max(60).default(60),
  NextToken: z.string().regex(/^\d+$/).optional(),
});

const said = ({ id, name, email }: Person) => ({
  Username: id,
  UserStatus: 'CONFIRMED',
  Enabled: true,
  Attributes: [
    { Name: 'sub', Value: id },
    { Name: 'name', Value: name },
    { Name: 'email', Value: email },
  ],
});

class Missing extends Error {
  readonly type: string;
  constructor(type: string) {
    super(type);
    this.type = type;
  }
}

/**
 * The part of Cognito's interface by which people get and lose their roles and systems get their clients, over those who
 * can sign in here. A group
 * is there as soon as somebody is in it; none is too many for one page.
 */
export const createUserPool = (people: People, clients: SystemClients): UserPool => {
  const known = (id: string): Person => {
    const found = people.find(id);
    if (!found) throw new Missing('UserNotFoundException');
    return found;
  };
  const operations: Record<string, (body: unknown) => unknown> = {
    ListUsersInGroup: (body) => {
      const { GroupName } = inGroup.parse(body);
      return {
        Users: people
          .list()
          .filter(({ groups }) => groups.includes(GroupName))
          .map(said),
      };
    },
    ListUsers: (body) => {
      const { Filter, Limit = 60 } = filtered.parse(body);
      const email = Filter.slice('email = "'.length, -1).toLowerCase();
      const found = people.list().filter((person) => person.email.toLowerCase() === email);
      return { Users: found.slice(0, Limit).map(said) };
    },
    AdminListGroupsForUser: (body) => ({
      Groups: known(ofUser.parse(body).Username).groups.map((GroupName) => ({ GroupName })),
    }),
    AdminAddUserToGroup: (body) => {
      const { Username, GroupName } = userInGroup.parse(body);
      people.setGroup(known(Username).id, GroupName, true);
      return {};
    },
    AdminRemoveUserFromGroup: (body) => {
      const { Username, GroupName } = userInGroup.parse(body);
      people.setGroup(known(Username).id, GroupName, false);
      return {};
    },
    // Nobody is written to: on this machine an address is enough to sign in.
    AdminCreateUser: (body) => ({ User: said(people.signUp(created.parse(body).Username)) }),
    CreateUserPoolClient: (body) => {
      const { ClientName, AllowedOAuthScopes: scopes } = systemClient.parse(body);
      const [id, secret] = [randomBytes(13).toString('hex'), randomBytes(32).toString('base64url')];
      clients.keep({ id, secret, scopes });
      return { UserPoolClient: { ClientName, ClientId: id, ClientSecret: secret, AllowedOAuthScopes: scopes } };
    },
    DeleteUserPoolClient: (body) => {
      if (!clients.remove(oneClient.parse(body).ClientId)) throw new Missing('ResourceNotFoundException');
      return {};
    },
    ListUserPoolClients: (body) => {
      const { MaxResults, NextToken } = pageOfClients.parse(body);
      const [from, to] = [Number(NextToken ?? 0), Number(NextToken ?? 0) + MaxResults];
      const all = clients.list();
      return {
        UserPoolClients: all.slice(from, to).map((ClientId) => ({ ClientId })),
        ...(to < all.length && { NextToken: String(to) }),
      };
    },
    CreateGroup: (body) => ({ Group: inGroup.parse(body) }),
  };
  const refusal = (status: number, type: string) => ({
    status,
    headers: { 'x-amzn-errortype': type },
    body: { __type: type, message: type },
  });
  return {
    handle: (target, body) => {
      const operation = operations[target.slice(target.indexOf('.') + 1)];
      if (!operation) return refusal(400, 'UnknownOperationException');
      try {
        return { status: 200, body: operation(body) };
      } catch (error) {
        if (error instanceof Missing) return refusal(400, error.type);
        if (error instanceof z.ZodError) return refusal(400, 'InvalidParameterException');
        throw error;
      }
    },
  };
};
