// A small relying party of the mock e-ID, on openid-client.
//
//   node rp.mjs <issuer> <client_id> <client_secret> [port]
//
// It reads the provider's configuration at each sign-in, so that new addresses and new
// keys are seen at once, and prints its own address when it is ready.

import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import * as oidc from 'openid-client'

const [issuer, clientId, clientSecret, port = '0'] = process.argv.slice(2)
const LEVEL_TWO = 'urn:example:vneid:muc-2'
const sessions = new Map() // key of the browser's cookie -> { pending, config, idToken, name }

async function provider() {
  return oidc.discovery(
    new URL(issuer),
    clientId,
    { id_token_signed_response_alg: 'RS256' },
    oidc.ClientSecretBasic(clientSecret),
    {
      execute: [
        // Plain http, for this computer alone; with https both lines can go.
        oidc.allowInsecureRequests,
        // Without TLS nothing but the signature says who made an ID token.
        oidc.enableNonRepudiationChecks,
      ],
    },
  )
}

async function login(session) {
  const config = await provider()
  const verifier = oidc.randomPKCECodeVerifier()
  const state = oidc.randomState()
  const nonce = oidc.randomNonce()
  session.pending.set(state, { config, verifier, nonce })
  return oidc.buildAuthorizationUrl(config, {
    redirect_uri: `${here()}/callback`,
    scope: 'openid profile dinh_danh',
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    acr_values: LEVEL_TWO,
    state,
    nonce,
  })
}

async function callback(session, url) {
  const state = url.searchParams.get('state')
  const begun = session.pending.get(state)
  session.pending.delete(state)
  if (!begun) throw new Error('this browser has not begun this sign-in')
  const tokens = await oidc.authorizationCodeGrant(begun.config, url, {
    pkceCodeVerifier: begun.verifier,
    expectedNonce: begun.nonce,
    expectedState: state,
    idTokenExpected: true,
  })
  const claims = tokens.claims()
  if (claims.acr !== LEVEL_TWO) throw new Error('the level is too low')
  const info = await oidc.fetchUserInfo(begun.config, tokens.access_token, claims.sub)
  return { config: begun.config, idToken: tokens.id_token, name: info.name ?? '?' }
}

function here() {
  return `http://127.0.0.1:${server.address().port}`
}

function sessionOf(request) {
  const cookie = /(?:^|;\s*)rp=([\w-]+)/.exec(request.headers.cookie ?? '')
  const known = cookie && sessions.get(cookie[1])
  return known ?? opened({ pending: new Map() })
}

function opened(session) {
  session.key = randomBytes(18).toString('base64url')
  sessions.set(session.key, session)
  return session
}

function redirect(response, url, session) {
  response.writeHead(302, {
    location: String(url),
    'set-cookie': `rp=${session.key}; Path=/; HttpOnly; SameSite=Lax`,
  })
  response.end()
}

function page(response, status, text) {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' })
  const safe = text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)
  response.end(`<!doctype html><title>RP</title><p>${safe}</p>`)
}

async function answer(request, response) {
  const url = new URL(request.url, here())
  const session = sessionOf(request)
  if (url.pathname === '/login') {
    redirect(response, await login(session), session)
  } else if (url.pathname === '/callback') {
    const person = await callback(session, url)
    sessions.delete(session.key)
    redirect(response, '/', opened({ pending: new Map(), ...person }))
  } else if (url.pathname === '/logout' && session.config) {
    const end = oidc.buildEndSessionUrl(session.config, { id_token_hint: session.idToken })
    sessions.delete(session.key)
    redirect(response, end, opened({ pending: new Map() }))
  } else {
    page(response, 200, session.name ? `Xin chào, ${session.name}` : 'Mời đăng nhập')
  }
}

const server = createServer((request, response) => {
  answer(request, response).catch((error) => {
    page(response, 400, `Chưa đăng nhập được: ${error.code ?? ''} ${error.message}`)
  })
})
server.listen(Number(port), '127.0.0.1', () => console.log(here()))
process.stdin.resume().on('end', () => process.exit()) // it ends with its input
