// oauth4webapi checks each answer as strictly as its RFC says, and does nothing by itself.
import * as oauth from 'oauth4webapi';
import { createRemoteJWKSet, exportJWK, jwtVerify } from 'jose';
import {
	api, api2, apiId, apiSecret, browse, check, clientId, clientSecret, ear, end, isLogout, issuer, posted, redirectUri, serviceId, serviceSecret,
} from './peer.mjs';

const insecure = { [oauth.allowInsecureRequests]: true }; // loopback has no TLS
const client = { client_id: clientId };
const secret = oauth.ClientSecretBasic(clientSecret);
let server, tokens;

await check('oauth4webapi: discovery, OIDC and RFC 8414', async () => {
	for (const algorithm of ['oidc', 'oauth2']) {
		const answer = await oauth.discoveryRequest(new URL(issuer), { algorithm, ...insecure });
		server = await oauth.processDiscoveryResponse(new URL(issuer), answer);
	}
	return server.authorization_response_iss_parameter_supported ? '' : 'no iss in the response';
});

const verifier = oauth.generateRandomCodeVerifier();
const [state, nonce] = [oauth.generateRandomState(), oauth.generateRandomNonce()];
let parameters;
await check('oauth4webapi: the authorization response, with iss and state (RFC 9207 section 2.4)', async () => {
	const url = new URL(server.authorization_endpoint);
	url.search = new URLSearchParams({
		client_id: clientId, redirect_uri: redirectUri, response_type: 'code', scope: 'openid email notes:read', state, nonce,
		code_challenge: await oauth.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256',
	});
	parameters = oauth.validateAuthResponse(server, client, await browse(url), state);
	return '';
});
await check('oauth4webapi: the token response and its ID token, signature and all (OIDC Core section 3.1.3.7)', async () => {
	const answer = await oauth.authorizationCodeGrantRequest(server, client, secret, parameters, redirectUri, verifier, insecure);
	tokens = await oauth.processAuthorizationCodeResponse(server, client, answer, { expectedNonce: nonce, requireIdToken: true });
	await oauth.validateApplicationLevelSignature(server, answer, insecure);
	return '';
});
await check('oauth4webapi: userinfo (OIDC Core section 5.3.2)', async () => {
	const { sub } = oauth.getValidatedIdTokenClaims(tokens);
	const answer = await oauth.userInfoRequest(server, client, tokens.access_token, insecure);
	return (await oauth.processUserInfoResponse(server, client, sub, answer)).email ? '' : 'no email';
});
await check('oauth4webapi: the access token as an API would validate it (RFC 9068 section 4)', async () => {
	const request = new Request(`${api}/notes`, { headers: { authorization: `Bearer ${tokens.access_token}` } });
	const claims = await oauth.validateJwtAccessToken(server, request, api, insecure);
	return claims.client_id === clientId ? '' : claims.client_id;
});
await check('jose: the ID token is for this client (OIDC Core section 3.1.3.7)', async () => {
	const keys = createRemoteJWKSet(new URL(server.jwks_uri));
	const { payload } = await jwtVerify(tokens.id_token, keys, { issuer, audience: clientId, algorithms: ['RS256'] });
	return payload.nonce === nonce ? '' : 'another nonce';
});
await check('oauth4webapi: the API itself (RFC 6750 section 2.1)', async () => {
	const answer = await oauth.protectedResourceRequest(tokens.access_token, 'GET', new URL(`${api}/notes`), undefined, undefined, insecure);
	return answer.status === 200 ? '' : `${answer.status}`;
});
await check('oauth4webapi: token exchange, by the API that got the token (RFC 8693 section 2)', async () => {
	const asApi = { client_id: apiId };
	const answer = await oauth.genericTokenEndpointRequest(server, asApi, oauth.ClientSecretBasic(apiSecret),
		'urn:ietf:params:oauth:grant-type:token-exchange', {
			subject_token: tokens.access_token, subject_token_type: 'urn:ietf:params:oauth:token-type:access_token', resource: api2,
		}, insecure);
	const other = await oauth.processGenericTokenEndpointResponse(server, asApi, answer);
	const today = await oauth.protectedResourceRequest(other.access_token, 'GET', new URL(`${api2}/today`), undefined, undefined, insecure);
	return today.status === 200 ? '' : `${today.status}`;
});
await check('oauth4webapi: protected resource metadata (RFC 9728 section 3.3)', async () => {
	const answer = await oauth.resourceDiscoveryRequest(new URL(api), insecure);
	const said = await oauth.processResourceDiscoveryResponse(new URL(api), answer);
	return said.authorization_servers.includes(issuer) ? '' : JSON.stringify(said);
});
await check('oauth4webapi: refresh (RFC 6749 section 6)', async () => {
	const answer = await oauth.refreshTokenGrantRequest(server, client, secret, tokens.refresh_token, insecure);
	tokens = await oauth.processRefreshTokenResponse(server, client, answer);
	return tokens.refresh_token ? '' : 'no successor';
});
await check('oauth4webapi: introspection (RFC 7662 section 2.2)', async () => {
	const answer = await oauth.introspectionRequest(server, client, secret, tokens.access_token, insecure);
	return (await oauth.processIntrospectionResponse(server, client, answer)).active ? '' : 'not active';
});
await check('oauth4webapi: revocation (RFC 7009 section 2.2)', async () => {
	await oauth.processRevocationResponse(await oauth.revocationRequest(server, client, secret, tokens.refresh_token, insecure));
	const answer = await oauth.introspectionRequest(server, client, secret, tokens.access_token, insecure);
	return (await oauth.processIntrospectionResponse(server, client, answer)).active ? 'still active' : '';
});
await check('oauth4webapi: client_credentials (RFC 6749 section 4.4)', async () => {
	const service = { client_id: serviceId };
	const answer = await oauth.clientCredentialsGrantRequest(server, service, oauth.ClientSecretBasic(serviceSecret), { scope: 'notes:read' }, insecure);
	const own = await oauth.processClientCredentialsResponse(server, service, answer);
	return own.token_type === 'bearer' ? '' : own.token_type;
});
await check('oauth4webapi: an error is an error (RFC 6749 section 5.2)', async () => {
	const answer = await oauth.refreshTokenGrantRequest(server, client, secret, 'rt_x.y', insecure);
	try {
		await oauth.processRefreshTokenResponse(server, client, answer);
	} catch (error) {
		return error.error === 'invalid_grant' ? '' : error.message;
	}
	return 'no error';
});

// ---- a client that registers itself, with keys instead of a secret ----
const key = await oauth.generateKeyPair('ES256');
const logout = await ear(server.jwks_uri);
let me, assertion, bound, sid, sub;

// Once more with the nonce of the answer: RFC 9449 sections 8 and 9.
async function withNonce(ask) {
	try {
		return await ask();
	} catch (error) {
		if (!oauth.isDPoPNonceError(error))
			throw error;
		withNonce.asked = (withNonce.asked ?? 0) + 1;
		return ask();
	}
}

await check('oauth4webapi: dynamic registration (RFC 7591 section 3.2.1)', async () => {
	const jwk = { ...await exportJWK(key.publicKey), kid: 'one', use: 'sig', alg: 'ES256' };
	me = await oauth.processDynamicClientRegistrationResponse(await oauth.dynamicClientRegistrationRequest(server, {
		redirect_uris: [redirectUri], token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [jwk] }, id_token_signed_response_alg: 'ES256',
		grant_types: ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code'],
		backchannel_logout_uri: logout.uri, backchannel_logout_session_required: true,
	}, insecure));
	assertion = oauth.PrivateKeyJwt({ key: key.privateKey, kid: 'one' });
	return me.backchannel_logout_uri === logout.uri ? '' : JSON.stringify(me);
});
const DPoP = oauth.DPoP(me, await oauth.generateKeyPair('ES256'));
await check('oauth4webapi: PAR, with a proof whose nonce the server gave (RFC 9126 section 2, RFC 9449 sections 8 and 10.1)', async () => {
	const asked = {
		redirect_uri: redirectUri, response_type: 'code', response_mode: 'form_post', scope: 'openid notes:read', state, nonce,
		code_challenge: await oauth.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256',
	};
	const pushed = await withNonce(async () => oauth.processPushedAuthorizationResponse(server, me,
		await oauth.pushedAuthorizationRequest(server, me, assertion, asked, { DPoP, ...insecure })));
	const url = new URL(server.authorization_endpoint);
	url.search = new URLSearchParams({ client_id: me.client_id, request_uri: pushed.request_uri });
	parameters = oauth.validateAuthResponse(server, me, new URLSearchParams(await (await posted(url)).text()), state);
	return withNonce.asked === 1 ? '' : 'it wanted no nonce';
});
await check('oauth4webapi: the code, by form_post, for a bound token, by private_key_jwt (RFC 9449 section 5, RFC 7523 section 2.2)', async () => {
	bound = await withNonce(async () => oauth.processAuthorizationCodeResponse(server, me,
		await oauth.authorizationCodeGrantRequest(server, me, assertion, parameters, redirectUri, verifier, { DPoP, ...insecure }),
		{ expectedNonce: nonce, requireIdToken: true }));
	({ sid, sub } = oauth.getValidatedIdTokenClaims(bound));
	return bound.token_type === 'dpop' ? '' : bound.token_type;
});
await check('oauth4webapi: the API takes a bound token with its proof, by a nonce of its own (RFC 9449 sections 7.1 and 9)', async () => {
	const answer = await withNonce(() => oauth.protectedResourceRequest(
		bound.access_token, 'GET', new URL(`${api}/notes`), undefined, undefined, { DPoP, ...insecure }));
	return answer.status === 200 ? '' : `${answer.status}`;
});
await check('oauth4webapi: refresh, bound to the key (RFC 9449 section 5)', async () => {
	const newer = await withNonce(async () => oauth.processRefreshTokenResponse(server, me,
		await oauth.refreshTokenGrantRequest(server, me, assertion, bound.refresh_token, { DPoP, ...insecure })));
	return newer.token_type === 'dpop' && newer.refresh_token !== bound.refresh_token ? '' : JSON.stringify(newer);
});
await check('oauth4webapi: the device grant (RFC 8628 section 3)', async () => {
	const device = await oauth.processDeviceAuthorizationResponse(server, me,
		await oauth.deviceAuthorizationRequest(server, me, assertion, { scope: 'openid notes:read' }, insecure));
	await browse(device.verification_uri_complete);
	const own = await oauth.processDeviceCodeResponse(server, me, await oauth.deviceCodeGrantRequest(server, me, assertion, device.device_code, insecure));
	return oauth.getValidatedIdTokenClaims(own).sub === sub && own.token_type === 'bearer' ? '' : JSON.stringify(own);
});
await check('jose: a logout token, when the session ends (OIDC Back-Channel Logout section 2.6)', async () => {
	await browse(`${server.end_session_endpoint}?${new URLSearchParams({ id_token_hint: bound.id_token })}`);
	const claims = await logout.claims(me.client_id);
	return isLogout(claims, sid) ? '' : JSON.stringify(claims);
});
end();
