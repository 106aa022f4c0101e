import type { PropertiesOf } from '#local/template/registry.ts';

export type CorsConfiguration = NonNullable<PropertiesOf<'AWS::ApiGatewayV2::Api'>['CorsConfiguration']>;
type Headers = Record<string, string>;

/** Headers that the API adds to an answer for a page of that origin; none for an origin that is not allowed. */
export function corsHeaders(cors: CorsConfiguration | undefined, origin: string | undefined): Headers {
  if (!cors || !origin || !allows(cors, origin)) return {};
  return {
    'access-control-allow-origin': cors.AllowOrigins.includes('*') && !cors.AllowCredentials ? '*' : origin,
    ...(!cors.AllowOrigins.includes('*') && { vary: 'Origin' }),
    ...(cors.AllowCredentials && { 'access-control-allow-credentials': 'true' }),
    ...(cors.ExposeHeaders.length > 0 && { 'access-control-expose-headers': cors.ExposeHeaders.join(',') }),
  };
}

/** What an API with CORS answers to a preflight by itself, with 204: the function is not asked. */
export function preflightHeaders(cors: CorsConfiguration, origin: string): Headers {
  const common = corsHeaders(cors, origin);
  if (Object.keys(common).length === 0) return {};
  return {
    ...common,
    ...(cors.AllowMethods.length > 0 && { 'access-control-allow-methods': cors.AllowMethods.join(',') }),
    ...(cors.AllowHeaders.length > 0 && { 'access-control-allow-headers': cors.AllowHeaders.join(',') }),
    ...(cors.MaxAge !== undefined && { 'access-control-max-age': String(cors.MaxAge) }),
  };
}

function allows({ AllowOrigins: allowed }: CorsConfiguration, origin: string): boolean {
  return allowed.some((pattern) => {
    if (pattern === '*' || pattern === origin) return true;
    if (pattern === 'https://*' || pattern === 'http://*') return origin.startsWith(pattern.slice(0, -1));
    return false;
  });
}
