// npm's oidc-provider, with the sample client as its only client and one user whom its own pages let in by any password.
// oidc_provider.mjs PORT CLIENT SECRET
import { Provider } from 'oidc-provider';

const [port, client, secret] = process.argv.slice(2);
const provider = new Provider(`http://localhost:${port}`, {
	clients: [{
		client_id: 'our-web', client_secret: secret, redirect_uris: [`${client}/callback`], post_logout_redirect_uris: [`${client}/`],
		grant_types: ['authorization_code', 'refresh_token'], response_types: ['code'],
		backchannel_logout_uri: `${client}/backchannel_logout`, backchannel_logout_session_required: true,
	}],
	cookies: { keys: ['of no use to anybody'] },
	scopes: ['openid', 'offline_access', 'profile', 'email', 'notes:read', 'notes:write'],
	claims: { openid: ['sub'], profile: ['name', 'preferred_username'], email: ['email'] },
	findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, name: 'Fred Upstream', preferred_username: id, email: `${id}@op.example` }) }),
	issueRefreshToken: () => true,
	fetch: (url, { dispatcher, ...options }) => globalThis.fetch(url, options), // by itself it asks nobody on this machine
	features: {
		devInteractions: { enabled: true },
		backchannelLogout: { enabled: true },
		claimsParameter: { enabled: true },
		resourceIndicators: {
			enabled: true, useGrantedResource: () => true,
			getResourceServerInfo: (_, resource) => ({ scope: 'notes:read notes:write', audience: resource, accessTokenFormat: 'jwt' }),
		},
	},
});
provider.on('server_error', (_, error) => console.error(error));
provider.listen(port, 'localhost', () => console.log('ready'));
