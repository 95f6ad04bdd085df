import type { Exchange } from './startRecorder';

/** Paths of a contract with the methods that each takes, in lower case. */
export type Paths = Readonly<Record<string, object>>;

/**
 * Method and path template (`GET /users/{user-id}`) of a call, by these templates; the one with the fewest
 * placeholders where several fit. Without a template it is the path as sent, ids replaced by `{id}`.
 */
export function templateOf(call: Pick<Exchange, 'method' | 'url'>, root: string, paths: Paths): string {
  const path = decodeURIComponent(call.url.pathname).slice(root.length);
  const [found] = Object.entries(paths)
    .filter(([template, methods]) => call.method.toLowerCase() in methods && patternOf(template).test(path))
    .map(([template]) => template)
    .sort((one, other) => placeholders(one) - placeholders(other));
  return `${call.method} ${found ?? path.replace(/[0-9a-f-]{36}/gi, '{id}')}`;
}

/** Whether the contract has this method and template. */
export function isDescribed(methodAndTemplate: string, paths: Paths): boolean {
  const [method = '', template = ''] = methodAndTemplate.split(' ');
  return method.toLowerCase() in (paths[template] ?? {});
}

function patternOf(template: string): RegExp {
  const literal = template.replace(/[.$()]/g, String.raw`\$&`);
  return new RegExp(`^${literal.replace(/\{[^}]+\}/g, '[^/]+')}$`);
}

function placeholders(template: string): number {
  return template.split('{').length;
}
