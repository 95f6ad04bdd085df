import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import type { IncomingMessage } from 'node:http';

/** What a browser shows. */
export interface WebPage {
  /** Where it is after all redirects. */
  readonly url: string;
  readonly status: number;
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A form on a page: where it goes, and what it sends without anybody typing. */
export interface WebForm {
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** Most redirects in a row. */
const mostHops = 10;

/** A person's browser in the sandbox's cloud: follows redirects and keeps cookies by host, as `__Host-` ones want it. */
export class WebBrowser {
  private readonly agent: Agent;
  private readonly cookies = new Map<string, Map<string, string>>();

  constructor(cloud: { readonly proxyUrl: string; readonly caFile: string }) {
    this.agent = new Agent({ ca: readFileSync(cloud.caFile), proxyEnv: { HTTPS_PROXY: cloud.proxyUrl } });
  }

  /** Opens an address. */
  open(url: string): Promise<WebPage> {
    return this.go(url, 'GET');
  }

  /** Sends a form, with what somebody chose or typed in it. */
  submit({ action, fields }: WebForm, typed: Readonly<Record<string, string>> = {}): Promise<WebPage> {
    return this.go(action, 'POST', new URLSearchParams({ ...fields, ...typed }).toString());
  }

  /** Opens an address and does not follow where it sends to. */
  openOnly(url: string): Promise<WebPage> {
    return this.once(url, 'GET');
  }

  private async go(url: string, method: 'GET' | 'POST', body?: string): Promise<WebPage> {
    let page = await this.once(url, method, body);
    for (let hops = 0; hops < mostHops && page.status >= 300 && page.status < 400; hops += 1) {
      page = await this.once(new URL(page.headers['location'] ?? '', page.url).href, 'GET');
    }
    return page;
  }

  private async once(url: string, method: 'GET' | 'POST', body?: string): Promise<WebPage> {
    const { host } = new URL(url);
    const jar = this.cookies.get(host) ?? new Map<string, string>();
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const headers = {
        ...(cookie === '' ? {} : { cookie }),
        ...(body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      };
      request(url, { method, agent: this.agent, headers }, resolve).on('error', reject).end(body);
    });
    const parts: Buffer[] = [];
    for await (const part of answer) parts.push(part as Buffer);
    for (const line of answer.headers['set-cookie'] ?? []) this.keep(host, line);
    const named = Object.entries(answer.headers).map(([name, value]) => [name, String(value)] as const);
    return {
      ...{ url, status: answer.statusCode ?? 0, html: Buffer.concat(parts).toString() },
      headers: Object.fromEntries(named),
    };
  }

  /** A cookie of this host alone; one that a browser would not take for its name is refused loudly. */
  private keep(host: string, line: string): void {
    const [pair = '', ...attributes] = line.split(';').map((one) => one.trim());
    const [name = '', value = ''] = pair.split('=');
    const has = (wanted: string): boolean =>
      attributes.some((one) => one.toLowerCase() === wanted.toLowerCase());
    const isWhole = has('Secure') && has('Path=/') && !attributes.some((one) => /^domain=/i.test(one));
    if (name.startsWith('__Host-') && !isWhole)
      throw new Error(`A browser does not take the cookie ${name}.`);
    const jar = this.cookies.get(host) ?? new Map<string, string>();
    if (value === '' || has('Max-Age=0')) jar.delete(name);
    else jar.set(name, value);
    this.cookies.set(host, jar);
  }
}

/** The first form on a page that is posted; throws where there is none. */
export function formOn({ html, url }: WebPage): WebForm {
  const [, action, inside = ''] = /<form method="post" action="([^"]*)">([\s\S]*?)<\/form>/.exec(html) ?? [];
  if (action === undefined) throw new Error(`There is no form on ${url}:\n${html}`);
  const hidden = inside.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g);
  const fields = [...hidden].map(([, name = '', value = '']) => [name, unescaped(value)] as const);
  return { action: new URL(unescaped(action), url).href, fields: Object.fromEntries(fields) };
}

/** The text of a page, without its tags. */
export function textOn({ html }: WebPage): string {
  return unescaped(html.replace(/<style>[\s\S]*?<\/style>/g, '').replace(/<[^>]+>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim();
}

function unescaped(text: string): string {
  const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };
  return text.replace(/&(?:#(\d+)|(\w+));/g, (whole, code?: string, name?: string) =>
    code === undefined ? (named[name ?? ''] ?? whole) : String.fromCodePoint(Number(code)),
  );
}
