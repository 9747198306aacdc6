// The page for the code of a device (RFC 8628 section 3.3): a user who cannot use a mouse lets one in; without JavaScript one is turned away.
import { looks, sees } from './look.mjs';
import { browser, check, fresh, open, origin } from './stage.mjs';

const is = { light: 'verbunden', dark: 'connected' };
const post = (path, form) =>
	fetch(`${origin}/provider/${path}`, { method: 'POST', body: new URLSearchParams({ client_id: 'demo-cli', ...form }) }).then((answer) => answer.json());

for (const look of looks) {
	await fresh();
	const device = await post('device_authorization', { scope: 'openid notes:read' });
	const { context, page, complaints } = await open(look);
	// Typed where the focus is; Enter sends it.
	const typed = async (field, text) => {
		await page.focus(`[name=${field}]`);
		await page.keyboard.type(text);
		await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
	};
	await page.goto(`${origin}/provider/device`);
	await page.fill('[name=username]', 'alice');
	await typed('password', 'wonderland');
	await sees(page, look, 'the code is typed');
	await typed('user_code', 'bbbbbbbb');
	await sees(page, look, 'no such code');
	await page.fill('[name=user_code]', '');
	await typed('user_code', device.user_code.toLowerCase().replace('-', ''));
	await sees(page, look, 'who asks for what');
	await check(`${look.name}: RFC 8628 section 3.3: by keyboard alone a device is let in, and gets its tokens`, async () => {
		await page.focus('[name=allow]');
		await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
		const heading = await page.textContent('h1');
		const tokens = await post('token', { grant_type: 'urn:ietf:params:oauth:grant-type:device_code', device_code: device.device_code });
		return heading.includes(is[look.name]) && tokens.access_token ? '' : `${heading} ${tokens.error}`;
	});
	await sees(page, look, 'it is let in');
	await check(`${look.name}: nothing complained`, () => complaints.filter((text) => !text.includes('400')).join('\n'));
	await context.close();
}

await check('RFC 8628 section 3.3: without JavaScript a device is turned away', async () => {
	await fresh();
	const device = await post('device_authorization', {});
	const { context, page } = await open({ javaScriptEnabled: false });
	await page.goto(device.verification_uri_complete);
	await page.fill('[name=username]', 'bob');
	await page.fill('[name=password]', 'builder');
	await page.click('[name=login]');
	await Promise.all([page.waitForNavigation(), page.click('[name=deny]')]);
	const tokens = await post('token', { grant_type: 'urn:ietf:params:oauth:grant-type:device_code', device_code: device.device_code });
	await context.close();
	return tokens.error === 'access_denied' ? '' : tokens.error;
});
await browser.close();
process.exit(0);
