// What the peers share: TAP for the one who started us, and a way through the pages.
// "GO URL" asks for a browser that signs in and consents; the line that comes back is where it was sent, and what it brought if by POST.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { createInterface } from 'node:readline';
import { createRemoteJWKSet, jwtVerify } from 'jose';

export const [issuer, api, clientId, clientSecret, redirectUri, serviceId, serviceSecret] = process.argv.slice(2);
export const { PEER_API2: api2, PEER_API_ID: apiId, PEER_API_SECRET: apiSecret, PEER_CERTIFICATE: certificate } = process.env;

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

async function sent(url) {
	console.log(`GO ${url}`);
	return (await lines.next()).value.split(' ');
}

export async function browse(url) {
	return new URL((await sent(url))[0]);
}

// OAuth 2.0 Form Post Response Mode: the browser brings it in a body.
export async function posted(url) {
	const [to, body] = await sent(url);
	return new Request(to, { method: 'POST', body, headers: { 'content-type': 'application/x-www-form-urlencoded' } });
}

// An https server for one logout token (OIDC Back-Channel Logout section 2.5): where it is, and the claims of what it was sent.
export async function ear(keysAt) {
	let hear;
	const heard = new Promise((resolve) => { hear = resolve; });
	const server = createServer({ cert: readFileSync(`${certificate}.pem`), key: readFileSync(`${certificate}.key`) }, (request, response) => {
		let body = '';
		request.on('data', (part) => { body += part; });
		request.on('end', () => { response.end(); hear(new URLSearchParams(body).get('logout_token')); });
	});
	await new Promise((resolve) => { server.listen(0, 'localhost', resolve); });
	const claims = async (audience) => (await jwtVerify(await heard, createRemoteJWKSet(new URL(keysAt)), {
		issuer, audience, typ: 'logout+jwt', requiredClaims: ['iat', 'exp', 'jti', 'events', 'sid'],
	})).payload;
	return { uri: `https://localhost:${server.address().port}/backchannel_logout`, claims };
}

// Section 2.6: what else a logout token has to say.
export function isLogout(claims, sid) {
	const event = claims.events['http://schemas.openid.net/event/backchannel-logout'];
	return JSON.stringify(event) === '{}' && claims.sid === sid && !('nonce' in claims);
}

export async function check(title, holds) {
	try {
		const problem = await holds();
		console.log(problem ? `not ok - ${title}\n# ${problem}` : `ok - ${title}`);
	} catch (error) {
		const cause = error.cause ? ` ${JSON.stringify(error.cause)}` : '';
		console.log(`not ok - ${title}\n# ${error.name}: ${error.message}${cause}`.replaceAll('\n', '\n# '));
	}
}

export function end() {
	process.exit(0);
}
