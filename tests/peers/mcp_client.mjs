// A client of MCP's own SDK: it finds the server's issuer, registers in each of the ways there are, signs in, calls, steps up and refreshes.
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { UnauthorizedError } from '@modelcontextprotocol/sdk/client/auth.js';
import { browse, check, end, issuer } from './peer.mjs';

const { PEER_MCP: mcp, PEER_DOCUMENT: document } = process.env;

// What a host (Claude, VS Code, the Inspector) keeps for the SDK.
class Host {
	sent = [];
	constructor(metadata, clientMetadataUrl) {
		this.clientMetadata = { client_name: 'A client of the SDK', token_endpoint_auth_method: 'none',
			grant_types: ['authorization_code', 'refresh_token'], response_types: ['code'], ...metadata };
		this.redirectUrl = metadata.redirect_uris[0];
		this.clientMetadataUrl = clientMetadataUrl;
	}
	state() { return this.said = crypto.randomUUID(); }
	clientInformation() { return this.client; }
	saveClientInformation(client) { this.client = client; }
	tokens() { return this.kept; }
	saveTokens(tokens) { this.kept = tokens; }
	codeVerifier() { return this.verifier; }
	saveCodeVerifier(verifier) { this.verifier = verifier; }
	redirectToAuthorization(url) { this.asked = url; }
	invalidateCredentials(scope) {
		this.invalidated = scope;
		this.kept = undefined;
		if (scope === 'all')
			this.client = undefined;
	}

	connection() {
		const fetchAndNote = (url, request) => {
			this.sent.push(String(request?.body ?? ''));
			return fetch(url, request);
		};
		return this.transport = new StreamableHTTPClientTransport(new URL(mcp), { authProvider: this, fetch: fetchAndNote });
	}
	// The browser goes where the SDK said, and its answer is taken: RFC 9207 section 2.4.
	async signIn() {
		const back = (await browse(this.asked)).searchParams;
		if (back.get('state') !== this.said || back.get('iss') !== issuer || !back.get('code'))
			throw new Error(`a strange answer: ${back}`);
		await this.transport.finishAuth(back.get('code'));
	}
	// As hosts do it: try, sign in where that is asked, and try again.
	async call(name) {
		for (let tries = 0; ; tries++) {
			const client = new Client({ name: 'peer', version: '1.0.0' });
			try {
				await client.connect(this.connection());
				return (await client.callTool({ name })).content[0].text;
			} catch (error) {
				if (!(error instanceof UnauthorizedError) || tries > 1)
					throw error;
				await this.signIn();
			} finally {
				await client.close();
			}
		}
	}
}

async function journey(how, host) {
	await check(`MCP SDK: ${how}, signs in and calls a tool (MCP authorization, RFC 9728, RFC 8707)`, async () => {
		const said = await host.call('look');
		const { searchParams: asked } = host.asked;
		if (asked.get('resource') !== mcp || asked.get('scope') !== 'tools:read')
			return `it asked for ${asked}`;
		return said.startsWith('look for u_') ? '' : said;
	});
	await check(`MCP SDK: ${how}, refreshes, with the resource (RFC 6749 section 6)`, async () => {
		const before = host.kept;
		host.kept = { ...before, access_token: 'gone' };
		await host.call('look');
		const { access_token, refresh_token } = host.kept;
		return access_token !== 'gone' && refresh_token !== before.refresh_token
			&& host.sent.some((body) => body.includes('grant_type=refresh_token') && body.includes(`resource=${encodeURIComponent(mcp)}`))
			? '' : 'nothing was refreshed';
	});
	await check(`MCP SDK: ${how}, steps up where a tool needs another scope (403 insufficient_scope, RFC 6750 section 3.1)`, async () => {
		host.kept = { ...host.kept, refresh_token: undefined }; // while the SDK has one it refreshes, and that widens nothing
		const said = await host.call('change');
		return said.startsWith('change for u_') && host.asked.searchParams.get('scope') === 'tools:read tools:write' ? '' : `${said} ${host.asked}`;
	});
	await check(`MCP SDK: ${how}, signs in anew where its refresh token is dead (400 invalid_grant, RFC 6749 section 5.2)`, async () => {
		host.kept = { ...host.kept, access_token: 'gone', refresh_token: 'rt_x.y' };
		const said = await host.call('look');
		return host.invalidated === 'tokens' && said.startsWith('look for') ? '' : `${host.invalidated}: ${said}`;
	});
}

await journey('whose client_id is a document', new Host({ redirect_uris: ['http://localhost:33420/callback'] }, document));
const registered = new Host({ redirect_uris: ['http://localhost:33421/callback'] });
await journey('that registers itself', registered);
await check('MCP SDK: a client that the server has forgotten registers again (401 invalid_client, RFC 6749 section 5.2)', async () => {
	const before = registered.client.client_id;
	registered.client.client_id = 'c_forgotten';
	registered.kept = { ...registered.kept, access_token: 'gone' };
	await registered.call('look');
	return registered.invalidated === 'all' && registered.client.client_id !== before ? '' : `${registered.invalidated}`;
});
await journey('that registers itself and has a secret', new Host({ redirect_uris: ['http://127.0.0.1:33422/callback'], token_endpoint_auth_method: 'client_secret_post' }));
end();
