// A small MCP server, and what protects it: tokens of one issuer, for this resource, with the scope that a tool needs.
// mcp_server.mjs ISSUER PORT
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { createMcpExpressApp } from '@modelcontextprotocol/sdk/server/express.js';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';

const [issuer, port] = process.argv.slice(2);
const resource = `http://localhost:${port}/mcp`;
const metadata = `http://localhost:${port}/.well-known/oauth-protected-resource/mcp`;
const keys = createRemoteJWKSet(new URL(`${issuer}/jwks`));
const tools = { look: 'tools:read', change: 'tools:read tools:write' }; // all the scopes that each needs

// RFC 6750 section 3, RFC 9728 section 5.1: what was wrong, what to ask for, and where it says whom to ask.
function refuse(response, status, error, scope) {
	const said = error ? `error="${error}", ` : '';
	response.set('WWW-Authenticate', `Bearer ${said}scope="${scope}", resource_metadata="${metadata}"`);
	response.status(status).json({ error: error ?? 'unauthorized' });
}

// RFC 9068 section 4; a token that is bound to a key (RFC 9449) is nothing by itself.
async function judged(token) {
	const { payload } = await jwtVerify(token, keys, { issuer, audience: resource, typ: 'at+jwt', algorithms: ['ES256', 'RS256'] });
	return payload.cnf ? null : payload;
}

async function guard(request, response, next) {
	const called = [request.body].flat().map((message) => tools[message?.params?.name] ?? 'tools:read');
	const scope = [...new Set(called.join(' ').split(' '))].join(' ');
	const token = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
	let claims;
	try {
		claims = token && await judged(token);
	} catch (error) {
		if (!/^ERR_(JW[ST]_|JWKS_NO_MATCHING_KEY|JOSE_ALG_NOT_ALLOWED)/.test(error.code))
			return response.status(503).set('Retry-After', '5').end(); // the key set did not come
	}
	if (!claims)
		return refuse(response, 401, token ? 'invalid_token' : null, scope);
	const has = (claims.scope ?? '').split(' ');
	if (!scope.split(' ').every((word) => has.includes(word)))
		return refuse(response, 403, 'insufficient_scope', scope);
	request.auth = { token, clientId: claims.client_id, scopes: has, expiresAt: claims.exp, extra: { sub: claims.sub } };
	next();
}

function server() {
	const mcp = new McpServer({ name: 'tools', version: '1.0.0' });
	for (const name of Object.keys(tools))
		mcp.registerTool(name, { description: name }, ({ authInfo }) => ({ content: [{ type: 'text', text: `${name} for ${authInfo.extra.sub}` }] }));
	return mcp;
}

const app = createMcpExpressApp();
app.get(new URL(metadata).pathname, (_, response) => response.set('Access-Control-Allow-Origin', '*').json({
	resource, authorization_servers: [issuer], scopes_supported: ['tools:read'], bearer_methods_supported: ['header'],
}));
app.post('/mcp', guard, async (request, response) => {
	const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined });
	response.on('close', () => transport.close());
	await server().connect(transport);
	await transport.handleRequest(request, response, request.body);
});
app.all('/mcp', guard, (_, response) => response.status(405).set('Allow', 'POST').end());
app.listen(port, 'localhost', () => console.log('ready'));
