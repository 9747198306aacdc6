// openid-client, an OpenID Certified relying party, does everything that it can do against this provider.
import * as oidc from 'openid-client';
import { createRemoteJWKSet, exportJWK, jwtVerify } from 'jose';
import {
	api, api2, apiId, apiSecret, browse, check, clientId, clientSecret, ear, end, isLogout, issuer, posted, redirectUri, serviceId, serviceSecret,
} from './peer.mjs';

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
await check('openid-client: token exchange, by the API that got the token (RFC 8693 section 2)', async () => {
	const asApi = await oidc.discovery(new URL(issuer), apiId, undefined, oidc.ClientSecretBasic(apiSecret), insecure);
	const other = await oidc.genericGrantRequest(asApi, 'urn:ietf:params:oauth:grant-type:token-exchange', {
		subject_token: tokens.access_token, subject_token_type: 'urn:ietf:params:oauth:token-type:access_token', resource: api2,
	});
	const answer = await oidc.fetchProtectedResource(asApi, other.access_token, new URL(`${api2}/today`), 'GET');
	return answer.status === 200 ? '' : `${answer.status}`;
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

// ---- a client that registers itself, with keys instead of a secret ----
const [key, dpopKey] = [await oidc.randomDPoPKeyPair('ES256'), await oidc.randomDPoPKeyPair('ES256')];
const logout = await ear(config.serverMetadata().jwks_uri);
let registered, bound, DPoP;
await check('openid-client: dynamic registration (RFC 7591 section 3.2.1)', async () => {
	const jwk = { ...await exportJWK(key.publicKey), kid: 'one', use: 'sig', alg: 'ES256' };
	registered = await oidc.dynamicClientRegistration(new URL(issuer), {
		redirect_uris: [redirectUri], token_endpoint_auth_method: 'private_key_jwt', token_endpoint_auth_signing_alg: 'ES256', jwks: { keys: [jwk] },
		grant_types: ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code'], dpop_bound_access_tokens: true,
		require_pushed_authorization_requests: true, backchannel_logout_uri: logout.uri, backchannel_logout_session_required: true,
	}, oidc.PrivateKeyJwt({ key: key.privateKey, kid: 'one' }), insecure);
	DPoP = oidc.getDPoPHandle(registered, dpopKey);
	return registered.clientMetadata().client_id.startsWith('c_') ? '' : JSON.stringify(registered.clientMetadata());
});
await check('openid-client: PAR, DPoP with nonces, private_key_jwt, form_post (RFC 9126, RFC 9449 section 8, RFC 7523 section 2.2)', async () => {
	const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true };
	const url = await oidc.buildAuthorizationUrlWithPAR(registered, {
		redirect_uri: redirectUri, scope: 'openid notes:read', state, nonce, response_mode: 'form_post',
		code_challenge: await oidc.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256',
	}, { DPoP });
	bound = await oidc.authorizationCodeGrant(registered, await posted(url), checks, undefined, { DPoP });
	return bound.token_type === 'dpop' && [...url.searchParams.keys()].sort().join() === 'client_id,request_uri' ? '' : `${bound.token_type} ${url}`;
});
await check('openid-client: the API takes a bound token with its proof (RFC 9449 section 7.1)', async () => {
	const answer = await oidc.fetchProtectedResource(registered, bound.access_token, new URL(`${api}/notes`), 'GET', null, undefined, { DPoP });
	return answer.status === 200 ? '' : `${answer.status}`;
});
await check('openid-client: userinfo, with a proof (RFC 9449 section 7)', async () => {
	const claims = await oidc.fetchUserInfo(registered, bound.access_token, bound.claims().sub, { DPoP });
	return claims.sub === bound.claims().sub ? '' : JSON.stringify(claims);
});
await check('openid-client: refresh, bound to the key (RFC 9449 section 5)', async () => {
	bound = { ...await oidc.refreshTokenGrant(registered, bound.refresh_token, undefined, { DPoP }), claims: bound.claims };
	return bound.token_type === 'dpop' ? '' : bound.token_type;
});
await check('openid-client: the device grant (RFC 8628 section 3)', async () => {
	const device = await oidc.initiateDeviceAuthorization(registered, { scope: 'openid notes:read' });
	await browse(device.verification_uri_complete);
	const own = await oidc.pollDeviceAuthorizationGrant(registered, { ...device, interval: 0.01 }, undefined, { DPoP });
	return own.claims().sub === bound.claims().sub ? '' : JSON.stringify(own.claims());
});
await check('jose: a logout token, when the session ends (OIDC Back-Channel Logout section 2.6)', async () => {
	await browse(oidc.buildEndSessionUrl(registered, { id_token_hint: bound.id_token }));
	const claims = await logout.claims(registered.clientMetadata().client_id);
	return isLogout(claims, bound.claims().sid) ? '' : JSON.stringify(claims);
});
end();
