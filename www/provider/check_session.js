/*
 * OIDC Session Management 1.0 section 3.2: the page that frames this one says "client_id session_state", and hears whether that still holds.
 * session_state is the hash of client_id, origin, the cookie and a salt; a period; and the salt (cgi-bin/provider/authorization/code.sql).
 */
'use strict';

const cookie = () => {
	const found = document.cookie.split('; ').find((one) => one.startsWith(`${document.querySelector('[data-cookie]').dataset.cookie}=`));
	return found ? found.slice(found.indexOf('=') + 1) : '';
};

const hash = async (text) => {
	const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
	return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replace('=', '');
};

const verdict = async (said, origin) => {
	const [, clientId, sessionState, salt] = /^([ -~]+) ([\w-]{43}\.([\w-]+))$/.exec(said) ?? [];
	if (!salt)
		return 'error';
	return `${await hash(`${clientId} ${origin} ${cookie()} ${salt}`)}.${salt}` === sessionState ? 'unchanged' : 'changed';
};

/*
 * Many browsers keep a frame's cookies from it when another site frames it, and without https, and off this machine, they do not hash:
 * then nobody knows.  Said as a change, it would send the client to sign in again for ever.
 */
const known = async (said, origin) => (await document.hasStorageAccess?.() ?? true ? verdict(said, origin) : 'error');

addEventListener('message', async (event) => {
	const word = await known(String(event.data), event.origin).catch(() => 'error');
	event.source.postMessage(word, event.origin);
});
