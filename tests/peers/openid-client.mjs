// openid-client, an OpenID Certified relying party, does everything that it can do against this provider.
import * as oidc from 'openid-client';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { api, browse, check, clientId, clientSecret, end, issuer, redirectUri, serviceId, serviceSecret } from './peer.mjs';

const insecure = { execute: [oidc.allowInsecureRequests] }; // loopback has no TLS
let config, tokens;

await check('openid-client: discovery (OIDC Discovery section 4)', async () => {
	config = await oidc.discovery(new URL(issuer), clientId, undefined, oidc.ClientSecretBasic(clientSecret), insecure);
	return config.serverMetadata().issuer === issuer ? '' : config.serverMetadata().issuer;
});
await check('openid-client: discovery by RFC 8414 section 3', async () => {
	const other = await oidc.discovery(new URL(issuer), clientId, undefined, undefined, { ...insecure, algorithm: 'oauth2' });
	return other.serverMetadata().token_endpoint === config.serverMetadata().token_endpoint ? '' : 'another token_endpoint';
});

const verifier = oidc.randomPKCECodeVerifier();
const [state, nonce] = [oidc.randomState(), oidc.randomNonce()];
await check('openid-client: code, PKCE, state, nonce and iss (OIDC Core section 3.1)', async () => {
	const url = oidc.buildAuthorizationUrl(config, {
		redirect_uri: redirectUri, scope: 'openid profile email offline_access notes:read', state, nonce, prompt: 'consent',
		code_challenge: await oidc.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256',
	});
	tokens = await oidc.authorizationCodeGrant(config, await browse(url), {
		pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true,
	});
	return tokens.claims().sub.startsWith('u_') ? '' : tokens.claims().sub;
});
await check('openid-client: userinfo for the same sub (OIDC Core section 5.3)', async () => {
	const claims = await oidc.fetchUserInfo(config, tokens.access_token, tokens.claims().sub);
	return claims.email ? '' : JSON.stringify(claims);
});
await check('jose: the access token, with the keys of jwks_uri alone (RFC 9068 section 4)', async () => {
	const keys = createRemoteJWKSet(new URL(config.serverMetadata().jwks_uri));
	const { payload } = await jwtVerify(tokens.access_token, keys, { issuer, audience: api, typ: 'at+jwt', algorithms: ['ES256'] });
	return payload.client_id === clientId ? '' : payload.client_id;
});
await check('openid-client: introspection (RFC 7662)', async () => {
	const said = await oidc.tokenIntrospection(config, tokens.access_token);
	return said.active && said.client_id === clientId ? '' : JSON.stringify(said);
});
await check('openid-client: refresh, with an ID token of the same sub (RFC 6749 section 6)', async () => {
	const newer = await oidc.refreshTokenGrant(config, tokens.refresh_token);
	const same = newer.claims()?.sub === tokens.claims().sub;
	tokens = newer;
	return same ? '' : 'another sub';
});
await check('openid-client: revocation (RFC 7009), seen by introspection', async () => {
	await oidc.tokenRevocation(config, tokens.refresh_token);
	const said = await oidc.tokenIntrospection(config, tokens.access_token);
	return said.active ? 'still active' : '';
});
await check('openid-client: client_credentials (RFC 6749 section 4.4)', async () => {
	const service = await oidc.discovery(new URL(issuer), serviceId, undefined, oidc.ClientSecretBasic(serviceSecret), insecure);
	const own = await oidc.clientCredentialsGrant(service, { scope: 'notes:read' });
	return own.access_token && own.expires_in > 0 ? '' : JSON.stringify(own);
});
await check('openid-client: the way to the end of the session (OIDC RP-Initiated Logout section 2)', async () => {
	const url = oidc.buildEndSessionUrl(config, { post_logout_redirect_uri: `${redirectUri}/after`, id_token_hint: tokens.id_token, state });
	const back = await browse(url);
	return back.searchParams.get('state') === state ? '' : back.href;
});
end();
