import { ApiRefusal } from '#schemas/api/client.ts';

/** The problem with which a call is refused; a call that is not refused fails the test. */
export const refusalOf = async (call: Promise<unknown>): Promise<ApiRefusal['problem']> => {
  try {
    await call;
  } catch (error) {
    if (error instanceof ApiRefusal) return error.problem;
    throw error;
  }
  throw new Error('was not refused');
};

/** The status with which a call is refused. */
export const refused = async (call: Promise<unknown>): Promise<number> => (await refusalOf(call)).status;
