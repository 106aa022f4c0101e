import { expect, test } from 'vitest';
import { createRouter } from './routes.ts';

const router = createRouter(
  [
    'ANY /{proxy+}',
    'GET /things/{id}',
    'GET /things/special',
    'POST /things/{id}',
    'GET /things/{id}/parts/{part}',
    'ANY /things/{rest+}',
    'GET /',
  ].map((routeKey) => ({ routeKey, target: routeKey })),
);
const routed = (method: string, path: string) => {
  const match = router.match(method, path);
  return match && [match.routeKey, match.pathParameters];
};

test.each([
  ['GET', '/things/special', 'GET /things/special', {}],
  ['GET', '/things/7', 'GET /things/{id}', { id: '7' }],
  ['GET', '/things/a%2Fb%20c', 'GET /things/{id}', { id: 'a/b c' }],
  ['DELETE', '/things/7', 'ANY /things/{rest+}', { rest: '7' }],
  ['GET', '/things/7/parts/8', 'GET /things/{id}/parts/{part}', { id: '7', part: '8' }],
  ['GET', '/things/7/other/8', 'ANY /things/{rest+}', { rest: '7/other/8' }],
  ['GET', '/else/where', 'ANY /{proxy+}', { proxy: 'else/where' }],
  ['GET', '/', 'GET /', {}],
  ['GET', '/things/%zz', 'GET /things/{id}', { id: '%zz' }],
])('%s %s goes to %s', (method, path, routeKey, parameters) => {
  expect(routed(method, path)).toEqual([routeKey, parameters]);
});

test('no route is no answer of a function, unless there is a default', () => {
  expect(routed('POST', '/')).toBeUndefined();
  const fallback = createRouter([{ routeKey: '$default', target: 1 }]);
  expect(fallback.match('POST', '/any')).toEqual({ routeKey: '$default', target: 1, pathParameters: {} });
});
