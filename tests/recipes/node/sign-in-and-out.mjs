// A web shop on openid-client: node sign-in-and-out.mjs <issuer> <code|fapi2>
//
// "code" has a secret, PKCE and refresh tokens; "fapi2" pushes its requests (PAR), signs
// its assertions (private_key_jwt) and binds its tokens to a key (DPoP). The first line
// it writes is JSON: its address and its public keys. It ends when its input does.

import { createServer } from "node:http";
import * as client from "openid-client";

const [issuer, variant] = process.argv.slice(2);
const isFapi = variant === "fapi2";
const ES256 = { name: "ECDSA", namedCurve: "P-256" };

const own = await crypto.subtle.generateKey(ES256, true, ["sign", "verify"]);
const jwk = { ...(await crypto.subtle.exportKey("jwk", own.publicKey)), kid: "shop-1" };
const method = isFapi
  ? client.PrivateKeyJwt({ key: own.privateKey, kid: jwk.kid })
  : client.ClientSecretBasic("shop-secret");
const metadata = isFapi ? { id_token_signed_response_alg: "ES256" } : {};
const insecure = { execute: [client.allowInsecureRequests] }; // a mock on this computer
const config = await client.discovery(new URL(issuer), "shop", metadata, method, insecure);
const DPoP = isFapi
  ? client.getDPoPHandle(config, await client.randomDPoPKeyPair("ES256"))
  : undefined;

let address;
let asked; // what the browser was sent with
let tokens;

async function signIn() {
  const verifier = client.randomPKCECodeVerifier();
  asked = { verifier, state: client.randomState(), nonce: client.randomNonce() };
  const parameters = {
    redirect_uri: `${address}/callback`,
    scope: "openid profile email",
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    state: asked.state,
    nonce: asked.nonce,
  };
  return isFapi
    ? client.buildAuthorizationUrlWithPAR(config, parameters, { DPoP })
    : client.buildAuthorizationUrl(config, parameters);
}

async function callback(url) {
  const checks = {
    pkceCodeVerifier: asked.verifier,
    expectedState: asked.state,
    expectedNonce: asked.nonce,
    idTokenExpected: true,
  };
  tokens = await client.authorizationCodeGrant(config, url, checks, undefined, { DPoP });
  return "/";
}

async function home() {
  if (!tokens) return "nobody";
  const { sub } = tokens.claims();
  const about = await client.fetchUserInfo(config, tokens.access_token, sub, { DPoP });
  return `${about.name}, ${tokens.token_type}`;
}

async function renew() {
  const idToken = tokens.id_token;
  const renewed = await client.refreshTokenGrant(
    config, tokens.refresh_token, undefined, { DPoP });
  const isNew = renewed.access_token !== tokens.access_token;
  tokens = renewed;
  tokens.id_token ??= idToken;
  return isNew ? "renewed" : "the same";
}

function signOut() {
  const hint = tokens.id_token;
  tokens = undefined;
  return client.buildEndSessionUrl(config, {
    id_token_hint: hint,
    post_logout_redirect_uri: `${address}/`,
  });
}

const server = createServer(async (request, response) => {
  const url = new URL(request.url, address);
  try {
    const doors = {
      "/sign-in": signIn,
      "/callback": () => callback(url),
      "/sign-out": signOut,
    };
    if (doors[url.pathname]) {
      response.writeHead(303, { Location: String(await doors[url.pathname]()) }).end();
    } else {
      response.end(await (url.pathname === "/renew" ? renew() : home()));
    }
  } catch (error) {
    const reason = error.cause?.message ?? error.cause?.error ?? "";
    response.writeHead(403).end(`refused: ${error.code ?? error.message} ${reason}`);
  }
});

server.listen(0, "127.0.0.1", () => {
  address = `http://127.0.0.1:${server.address().port}`;
  console.log(JSON.stringify({ address, jwks: { keys: [jwk] } }));
});
process.stdin.resume().on("end", () => process.exit(0));
