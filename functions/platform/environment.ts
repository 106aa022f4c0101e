import * as z from 'zod';

/** Reads the environment once, at cold start; what is missing or malformed stops the function with its name. */
export const environment = <Shape extends z.core.$ZodLooseShape>(
  shape: Shape,
  source: NodeJS.ProcessEnv = process.env,
): z.infer<z.ZodObject<Shape>> => {
  const parsed = z.object(shape).safeParse(source);
  if (!parsed.success) throw new Error(`environment: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
};
