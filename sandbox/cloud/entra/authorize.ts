import type { World } from '../../world/world';
import { isTurn, signInTurns, type AuthorizationCodes, type AuthorizeRequest } from './signIns';

/** Why a browser is not let sign in: Entra shows this on a page of its own and sends the browser nowhere. */
type Unfit = 'application' | 'redirect' | 'response type' | 'scope' | 'challenge' | 'response mode';

/** Reads what a browser was sent with; what Entra would not take is named. */
export function authorizeRequest(
  world: World,
  query: URLSearchParams,
): AuthorizeRequest | { readonly unfit: Unfit } {
  const given = (name: string): string => query.get(name) ?? '';
  const application = world.applications.find(({ appId }) => appId === given('client_id'));
  if (application === undefined) return { unfit: 'application' };
  if (application.redirectUris?.includes(given('redirect_uri')) !== true) return { unfit: 'redirect' };
  if (given('response_type') !== 'code') return { unfit: 'response type' };
  if (!given('scope').split(' ').includes('openid')) return { unfit: 'scope' };
  if (given('response_mode') !== 'query') return { unfit: 'response mode' };
  const isChallenged =
    /^[\w-]{43}$/.test(given('code_challenge')) && given('code_challenge_method') === 'S256';
  if (!isChallenged) return { unfit: 'challenge' };
  return {
    clientId: given('client_id'),
    redirectUri: given('redirect_uri'),
    state: given('state'),
    nonce: given('nonce'),
    challenge: given('code_challenge'),
    context: contextOf(given('claims')),
  };
}

/** The authentication context that the claims parameter asks the ID token for. */
function contextOf(claims: string): string {
  try {
    const { id_token: wanted } = JSON.parse(claims) as {
      id_token?: { acrs?: { essential?: boolean; value?: string } };
    };
    return wanted?.acrs?.essential === true ? (wanted.acrs.value ?? '') : '';
  } catch {
    return '';
  }
}

function plain(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${String(sign.charCodeAt(0))};`);
}

function page(body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Sign in to your account</title><style>body{font:16px/1.5 system-ui,sans-serif;max-width:34rem;margin:2rem auto;padding:0 1rem}label,select,button{display:block;margin:.5rem 0;font:inherit}select{width:100%;padding:.4rem}button{padding:.5rem 1rem}</style></head><body>${body}</body></html>`;
}

function html(text: string, status = 200): Response {
  return new Response(page(text), { status, headers: { 'content-type': 'text/html; charset=utf-8' } });
}

/** The page on which a person signs in; who they are and how it turns out is chosen by whoever plays them. */
export function signInPage(world: World, url: URL): Response {
  const asked = authorizeRequest(world, url.searchParams);
  if ('unfit' in asked)
    return html(`<h1>Sorry, but we’re having trouble signing you in</h1><p>${asked.unfit}</p>`, 400);
  const hint = url.searchParams.get('login_hint')?.toLowerCase();
  const people = world.users
    .filter(({ accountEnabled, userType }) => accountEnabled && userType === 'Member')
    .map(({ id, displayName, userPrincipalName }) => {
      const isHinted = userPrincipalName.toLowerCase() === hint;
      return `<option value="${plain(id)}"${isHinted ? ' selected' : ''}>${plain(displayName)}</option>`;
    });
  const turns = Object.entries(signInTurns).map(
    ([turn, words]) => `<option value="${turn}">${plain(words)}</option>`,
  );
  return html(
    `<h1>Sign in</h1><p>Entra, as the sandbox plays it. Asked for: ${plain(asked.context === '' ? 'nothing special' : `authentication context ${asked.context}`)}.</p>` +
      `<form method="post" action="${plain(url.href)}"><label>Who signs in<select name="person">${people.join('')}</select></label>` +
      `<label>What happens<select name="turn">${turns.join('')}</select></label><button type="submit">Sign in</button></form>`,
  );
}

/** Takes what was chosen on the page, and sends the browser back with a code, or with the word that it was cancelled. */
export function takeSignIn(
  world: World,
  codes: AuthorizationCodes,
  url: URL,
  form: URLSearchParams,
): Response {
  const asked = authorizeRequest(world, url.searchParams);
  const turn = form.get('turn') ?? 'fresh';
  const person = world.users.find(({ id }) => id === form.get('person'));
  if ('unfit' in asked || !isTurn(turn) || person === undefined) return html('<h1>That cannot be</h1>', 400);
  const back = new URL(asked.redirectUri);
  if (turn === 'cancel') {
    back.searchParams.set('error', 'access_denied');
    back.searchParams.set('error_description', 'AADSTS65004: User declined to consent to access the app.');
  } else {
    back.searchParams.set('code', codes.issue({ ...asked, personId: person.id, turn }));
  }
  back.searchParams.set('state', asked.state);
  return new Response(null, { status: 302, headers: { location: back.href } });
}
