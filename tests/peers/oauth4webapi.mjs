// oauth4webapi checks each answer as strictly as its RFC says, and does nothing by itself.
import * as oauth from 'oauth4webapi';
import { jwtVerify, createRemoteJWKSet } from 'jose';
import { api, browse, check, clientId, clientSecret, end, issuer, redirectUri, serviceId, serviceSecret } from './peer.mjs';

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
end();
