import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

const name = 'meanwhile';

/**
 * Lets somebody else act between what the next request has read and what it writes: the moment that two people at one
 * record meet in, every time instead of now and then.
 */
export const meanwhile = (db: DynamoDBDocumentClient, act: () => Promise<unknown>): void =>
  db.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        // Removed first: what is done meanwhile writes too.
        if (commandName === 'TransactWriteItemsCommand' && db.middlewareStack.remove(name)) await act();
        return next(args);
      },
    { step: 'initialize', name },
  );

/** Whoever writes next dies: before anything is written, or with everything written and nothing answered. */
export const dieAt = (db: DynamoDBDocumentClient, when: 'before' | 'after'): void =>
  db.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (commandName !== 'TransactWriteItemsCommand' || !db.middlewareStack.remove(name)) return next(args);
        if (when === 'after') await next(args);
        throw new Error('killed');
      },
    { step: 'initialize', name },
  );
