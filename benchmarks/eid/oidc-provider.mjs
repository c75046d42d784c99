// The npm package oidc-provider as an integrator would configure it for tests: one
// client, and an interaction that signs in and agrees by itself.
import { createRequire } from "node:module";
import { generateKeyPairSync } from "node:crypto";

const [port, peers] = process.argv.slice(2);
const require = createRequire(`${peers}/node_modules/`);
const { Provider } = await import(require.resolve("oidc-provider"));
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const issuer = `http://127.0.0.1:${port}`;

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: "bench",
      client_secret: "bench-secret",
      redirect_uris: ["http://127.0.0.1:9/callback"],
    },
  ],
  jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), alg: "RS256", use: "sig" }] },
  pkce: { required: () => false },
  cookies: { keys: ["bench"] },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_, interaction) => `/sign-in/${interaction.uid}` },
  findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub }) }),
  loadExistingGrant: async (ctx) => {
    const grant = new ctx.oidc.provider.Grant({
      clientId: ctx.oidc.client.clientId,
      accountId: ctx.oidc.session.accountId,
    });
    grant.addOIDCScope("openid profile");
    await grant.save();
    return grant;
  },
});

provider.use(async (ctx, next) => {
  if (!ctx.path.startsWith("/sign-in/")) return next();
  await provider.interactionFinished(ctx.req, ctx.res, { login: { accountId: "dao" } });
  ctx.respond = false;
});
provider.listen(Number(port), "127.0.0.1");
