import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminListGroupsForUserCommand,
  AdminRemoveUserFromGroupCommand,
  type CognitoIdentityProviderClient,
  CreateGroupCommand,
  CreateUserPoolClientCommand,
  DeleteUserPoolClientCommand,
  ListUsersCommand,
  ListUsersInGroupCommand,
  type UserType,
} from '@aws-sdk/client-cognito-identity-provider';

export type PoolPerson = { person: string; name: string; email: string };

/** Who can sign in, and the groups that make their roles: the provider's own records, kept nowhere else. */
export type UserPool = {
  inGroup: (group: string) => Promise<PoolPerson[]>;
  groupsOf: (person: string) => Promise<string[]>;
  byEmail: (email: string) => Promise<PoolPerson | undefined>;
  /** Finds the person of an address, or invites them by it. */
  invite: (email: string, name: string | undefined) => Promise<string>;
  add: (person: string, group: string) => Promise<void>;
  remove: (person: string, group: string) => Promise<void>;
  /** A client that signs in by itself, with these scopes of the API (`feed.read`). The secret is told here only. */
  makeClient: (name: string, scopes: readonly string[]) => Promise<{ client: string; secret: string }>;
  /** Takes a client back; one that is not there any more is no error. */
  removeClient: (client: string) => Promise<void>;
};

const personOf = ({ Username = '', Attributes = [] }: UserType): PoolPerson => {
  const said = (name: string) => Attributes.find((one) => one.Name === name)?.Value;
  const email = said('email') ?? '';
  return { person: said('sub') ?? Username, name: said('name') ?? email, email };
};

/** Passes over what is not there: a group that nobody was put into yet, a person who left. */
const isMissing = (error: unknown, what: 'ResourceNotFoundException' | 'UserNotFoundException'): boolean =>
  error instanceof Error && error.name === what;

export const userPool = (client: CognitoIdentityProviderClient, pool: string): UserPool => {
  const add = (person: string, group: string) =>
    client.send(new AdminAddUserToGroupCommand({ UserPoolId: pool, Username: person, GroupName: group }));
  const byEmail = async (email: string): Promise<PoolPerson | undefined> => {
    // A quote or backslash would end the filter: addresses that hold one belong to nobody here.
    if (/["\\]/.test(email)) return undefined;
    const { Users = [] } = await client.send(
      new ListUsersCommand({ UserPoolId: pool, Filter: `email = "${email}"`, Limit: 1 }),
    );
    return Users[0] && personOf(Users[0]);
  };
  return {
    inGroup: async (group) => {
      const found: PoolPerson[] = [];
      let token: string | undefined;
      do {
        try {
          const page = await client.send(
            new ListUsersInGroupCommand({ UserPoolId: pool, GroupName: group, NextToken: token }),
          );
          found.push(...(page.Users ?? []).map(personOf));
          token = page.NextToken;
        } catch (error) {
          if (isMissing(error, 'ResourceNotFoundException')) return found;
          throw error;
        }
      } while (token);
      return found;
    },
    groupsOf: async (person) => {
      // Nobody is in as many as a page holds.
      const { Groups = [] } = await client.send(
        new AdminListGroupsForUserCommand({ UserPoolId: pool, Username: person, Limit: 60 }),
      );
      return Groups.flatMap(({ GroupName }) => GroupName ?? []);
    },
    byEmail,
    invite: async (email, name) => {
      const known = await byEmail(email);
      if (known) return known.person;
      const { User } = await client.send(
        new AdminCreateUserCommand({
          UserPoolId: pool,
          Username: email,
          UserAttributes: [
            { Name: 'email', Value: email },
            { Name: 'email_verified', Value: 'true' },
            { Name: 'name', Value: name ?? email },
          ],
          DesiredDeliveryMediums: ['EMAIL'],
        }),
      );
      if (!User) throw new Error('the user pool made nobody');
      return personOf(User).person;
    },
    add: async (person, group) => {
      try {
        await add(person, group);
      } catch (error) {
        if (!isMissing(error, 'ResourceNotFoundException')) throw error;
        // The first buyer of an institution.
        await client.send(new CreateGroupCommand({ UserPoolId: pool, GroupName: group }));
        await add(person, group);
      }
    },
    makeClient: async (name, scopes) => {
      const { UserPoolClient: made } = await client.send(
        new CreateUserPoolClientCommand({
          UserPoolId: pool,
          ClientName: name,
          GenerateSecret: true,
          AllowedOAuthFlowsUserPoolClient: true,
          AllowedOAuthFlows: ['client_credentials'],
          AllowedOAuthScopes: scopes.map((scope) => `passerelle/${scope}`),
          AccessTokenValidity: 15,
          TokenValidityUnits: { AccessToken: 'minutes' },
          EnableTokenRevocation: true,
        }),
      );
      if (!made?.ClientId || !made.ClientSecret) throw new Error('the user pool made no client');
      return { client: made.ClientId, secret: made.ClientSecret };
    },
    removeClient: async (id) => {
      try {
        await client.send(new DeleteUserPoolClientCommand({ UserPoolId: pool, ClientId: id }));
      } catch (error) {
        if (!isMissing(error, 'ResourceNotFoundException')) throw error;
      }
    },
    remove: async (person, group) => {
      try {
        await client.send(
          new AdminRemoveUserFromGroupCommand({ UserPoolId: pool, Username: person, GroupName: group }),
        );
      } catch (error) {
        if (!isMissing(error, 'ResourceNotFoundException') && !isMissing(error, 'UserNotFoundException')) throw error;
      }
    },
  };
};
