// A relying party that runs in the browser alone: code flow with PKCE, no secret.
// Without mutations it checks what OpenID Connect asks; a mutation leaves one check out.

const { issuer, client_id, mutations } = await (await fetch("/config.json")).json();
const broken = (name) => mutations.includes(name);
const LEVEL_TWO = "urn:example:vneid:muc-2";
const SKEW = 60;
const redirectUri = `${location.origin}/callback`;

class Refused extends Error {}

function check(isGood, why) {
  if (!isGood) throw new Refused(why);
}

function base64url(bytes) {
  const text = btoa(String.fromCharCode(...new Uint8Array(bytes)));
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function bytesOf(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

const random = () => base64url(crypto.getRandomValues(new Uint8Array(32)));
const ascii = (text) => new TextEncoder().encode(text);
const sha256 = (text) => crypto.subtle.digest("SHA-256", ascii(text));

async function json(url, options) {
  const answer = await fetch(url, options);
  check(answer.ok, `status ${answer.status}`);
  const found = await answer.json();
  check(found && typeof found === "object" && !Array.isArray(found), "no JSON object");
  return found;
}

async function metadata() {
  const found = await json(`${issuer}/.well-known/openid-configuration`);
  check(found.issuer === issuer, "the configuration is of another issuer");
  return found;
}

async function begin() {
  const [state, nonce, verifier] = [random(), random(), random()];
  sessionStorage.setItem("pending", JSON.stringify({ state, nonce, verifier }));
  const { authorization_endpoint } = await metadata();
  location.href = `${authorization_endpoint}?${new URLSearchParams({
    response_type: "code",
    client_id,
    redirect_uri: redirectUri,
    scope: "openid profile dinh_danh email phone",
    state,
    nonce,
    code_challenge: base64url(await sha256(verifier)),
    code_challenge_method: "S256",
    acr_values: LEVEL_TWO,
  })}`;
}

async function finish() {
  const given = new URLSearchParams(location.search);
  const pending = JSON.parse(sessionStorage.getItem("pending") ?? "null");
  sessionStorage.removeItem("pending");
  history.replaceState(null, "", "/callback");
  const names = [...given.keys()];
  check(new Set(names).size === names.length, "a parameter comes twice");
  check(pending, "no sign-in was begun here");
  check(broken("no_state") || given.get("state") === pending.state, "state is not ours");
  check(given.get("iss") === issuer, "the answer is of another issuer");
  check(!given.has("error"), given.get("error"));
  check(given.get("code"), "there is no code");
  const about = await metadata();
  const token = await redeem(about, given.get("code"), pending.verifier);
  const claims = await trusted(about, token, pending.nonce);
  const info = await json(about.userinfo_endpoint, {
    headers: { Authorization: `Bearer ${token.access_token}` },
  });
  check(info.sub === claims.sub, "userinfo is about somebody else");
  sessionStorage.setItem("name", String(info.name ?? "?"));
}

async function redeem(about, code, code_verifier) {
  const token = await json(about.token_endpoint, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "authorization_code",
      code,
      redirect_uri: redirectUri,
      client_id,
      code_verifier,
    }),
  });
  check(String(token.token_type).toLowerCase() === "bearer", "token_type");
  check(typeof token.access_token === "string", "there is no access token");
  check(typeof token.id_token === "string", "there is no ID token");
  return token;
}

async function trusted(about, token, nonce) {
  const [header, claims] = token.id_token
    .split(".")
    .slice(0, 2)
    .map((part) => JSON.parse(new TextDecoder().decode(bytesOf(part))));
  check(header.alg === "RS256" && !("crit" in header), "a header we do not take");
  await checkSignature(about, token.id_token, header);
  const now = Date.now() / 1000;
  const names = [claims.aud].flat();
  check(claims.iss === issuer, "iss");
  check(names.includes(client_id), "aud");
  check((names.length === 1 && !("azp" in claims)) || claims.azp === client_id, "azp");
  check(typeof claims.exp === "number" && claims.exp > now - SKEW, "exp");
  check(typeof claims.iat === "number" && claims.iat < now + SKEW, "iat");
  check(!(claims.nbf > now + SKEW), "nbf");
  check(typeof claims.sub === "string" && claims.sub, "sub");
  check(broken("no_nonce") || claims.nonce === nonce, "nonce");
  check(claims.acr === LEVEL_TWO, "the level is too low");
  const digest = await sha256(token.access_token);
  check((claims.at_hash ?? base64url(digest.slice(0, 16))) === base64url(digest.slice(0, 16)), "at_hash");
  return claims;
}

async function checkSignature(about, token, header) {
  const [content, signature] = [token.slice(0, token.lastIndexOf(".")), token.split(".")[2]];
  const { keys } = await json(about.jwks_uri);
  check(Array.isArray(keys), "no keys");
  const fitting = keys.filter(
    (key) => key.kty === "RSA" && [undefined, key.kid].includes(header.kid),
  );
  for (const key of fitting) {
    const rsa = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
    const known = { kty: key.kty, n: key.n, e: key.e };
    const read = await crypto.subtle.importKey("jwk", known, rsa, false, ["verify"]);
    if (await crypto.subtle.verify(rsa, read, bytesOf(signature), ascii(content))) return;
  }
  throw new Refused("nobody we know has signed this");
}

function show(text) {
  document.querySelector("main").textContent = text;
}

function showHome() {
  const name = sessionStorage.getItem("name");
  show(name === null ? "Mời đăng nhập" : `Xin chào, ${name}`);
}

function showButton() {
  const button = document.createElement("button");
  button.textContent = "Đăng nhập";
  button.addEventListener("click", begin);
  document.querySelector("main").replaceChildren(button);
}

try {
  if (location.pathname === "/login") await begin();
  else if (location.pathname === "/button") showButton();
  else if (location.pathname === "/callback") {
    await finish();
    history.replaceState(null, "", "/");
    showHome();
  } else showHome();
} catch (error) {
  if (broken("blank_on_error")) throw error;
  show(`Chưa đăng nhập được: ${error.message}`);
}
