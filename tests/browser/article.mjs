// The whole article in one sitting: one browser signs in, calls the API, outlives an access token, is renewed in silence, meets the absolute
// bound, signs in again and signs out.  What the flow inspector then draws is read back, arrow by arrow and thread by thread.
import { join } from 'node:path';
import { browser, check, fresh, open, origin, screenshots, sticksOut } from './stage.mjs';

const { context, page, complaints, strangers } = await open({ viewport: { width: 1280, height: 900 } });
const call = () => page.click('[name=call][value=whoami]');
const text = () => page.locator('main').innerText();

async function ahead(seconds) {
	await page.goto(`${origin}/workshop/clock`);
	await page.click(`button[value="${seconds}"]`);
	await page.goto(`${origin}/client/`);
}

async function signIn() {
	await page.goto(`${origin}/client/login`);
	await page.fill('[name=username]', 'alice');
	await page.fill('[name=password]', 'wonderland');
	await page.click('[name=login]');
	if (await page.locator('[name=allow]').count())
		await page.click('[name=allow]');
}

await fresh();
await check('the article: a login', async () => {
	await signIn();
	return /Hello, Alice/.test(await text()) ? '' : text();
});
await check('the article: an API call', async () => {
	await call();
	return /200/.test(await text()) ? '' : text();
});
await check('the article: the access token expires, nobody notices, and the client has another one', async () => {
	await ahead(300);
	await call();
	return /Hello, Alice/.test(await text()) && /200/.test(await text()) ? '' : text();
});
await check('the article: the absolute bound ends it, however busy it was', async () => {
	await ahead(900);
	await call();
	await ahead(3600);
	return /Your session is over/.test(await text()) ? '' : text();
});
await check('the article: a new login, and a sign-out', async () => {
	await signIn();
	await page.locator('form[action$="/logout"] button').click();
	await page.click('[name=logout]');
	return /signed out/i.test(await text()) ? '' : text();
});

// Every arrow of the picture, in the words of the table below it; and every thread, with who holds it.
const drawn = () => ({
	arrows: [...document.querySelectorAll('table.steps tbody tr')].map((row) => ({
		hop: row.querySelector('.hop').textContent.replace(/\(.*?\)/g, ' ').split(/\s+to\s*/).map((s) => s.trim()),
		tokens: [...row.querySelectorAll('.token')].map((token) => token.textContent.replace(/\s+/g, '')),
		words: row.cells[2].innerText.split('\n')[0].trim(),
		refused: row.classList.contains('deny'),
		reason: row.querySelector('.mark ~ code, .mark ~ a')?.textContent ?? '',
	})),
	threads: [...document.querySelectorAll('svg.flow .thread')].map((thread) => thread.parentElement.querySelector('title').textContent),
	lanes: document.querySelectorAll('svg.flow .lane').length,
});

let first, second;
await check('the article: the picture has all of it', async () => {
	await page.goto(`${origin}/workshop/`);
	const links = await page.locator('main a[href*="/flow?"]', { hasText: 'Sign-in for notes-web' }).evaluateAll((all) => all.map((a) => a.href));
	await page.goto(links.at(-1));
	first = { url: page.url(), ...(await page.evaluate(drawn)) };
	await page.goto(links.at(-2));
	second = { url: page.url(), ...(await page.evaluate(drawn)) };
	const arrows = await page.goto(first.url).then(() => page.locator('svg.flow g.step').count());
	return arrows === first.arrows.length ? '' : `${arrows} arrows in the picture, ${first.arrows.length} rows in the table`;
});

// The hops of each token, in order and once each: ["AT8463", "authorization server → client → API"].
function journeys(flow, tag) {
	const found = new Map();
	for (const arrow of flow.arrows)
		for (const token of arrow.tokens.filter((name) => name.startsWith(tag))) {
			const path = found.get(token) ?? [];
			const hop = arrow.hop.join(' > ');
			found.set(token, path.includes(hop) ? path : [...path, hop]);
		}
	return [...found.values()].map((path) => path.join(', '));
}
const each = (tag, allowed) => () => {
	const found = journeys(first, tag);
	const wrong = found.filter((path) => !allowed.includes(path));
	return found.length && !wrong.length ? '' : `${tag}: ${wrong.join(' | ') || 'none'}`;
};
await check('claims 1 and 4: an access token goes from the authorization server to the client, and from there to the API',
	each('AT', ['authorization server > client, client > API']));
await check('claim 7: an ID token ends at the client', each('ID', ['authorization server > client']));
await check('claim 12: a refresh token is only between client and authorization server',
	each('RT', ['authorization server > client, client > authorization server']));
await check('claim 19: the browser has a session and for a moment a code, and never a token', () => {
	const arrows = [...first.arrows, ...second.arrows].filter((arrow) => arrow.hop.includes('browser') && arrow.tokens.some((name) => /^(AT|ID|RT)/.test(name)));
	const threads = [...first.threads, ...second.threads].filter((title) => /^(AT|ID|RT) .*, browser/i.test(title));
	const held = first.threads.filter((title) => /^(SID|CODE) .*, browser/i.test(title));
	return !arrows.length && !threads.length && held.length ? '' : JSON.stringify([arrows, threads, held]);
});
await check('the arrows come in the order of the article', () => {
	const story = [
		(a) => a.words.startsWith('signs in'), (a) => a.tokens[0]?.startsWith('CODE') && a.hop[1] === 'browser', (a) => a.tokens[0]?.startsWith('CODE') && a.hop[1] === 'client',
		(a) => a.tokens[0]?.startsWith('CODE') && a.hop[1] === 'authorization server', (a) => ['AT', 'ID', 'RT'].every((tag) => a.tokens.some((name) => name.startsWith(tag))),
		(a) => a.hop.join() === 'client,API' && !a.refused, (a) => a.tokens[0]?.startsWith('RT') && !a.refused, (a) => a.tokens.some((name) => name.startsWith('AT')) && a.hop[1] === 'client',
		(a) => a.hop.join() === 'client,API' && !a.refused, (a) => a.refused && /refresh_absolute/.test(a.reason) && a.tokens[0]?.startsWith('RT'),
	];
	let next = 0;
	for (const arrow of first.arrows)
		next += next < story.length && story[next](arrow) ? 1 : 0;
	return next === story.length ? '' : `step ${next} of the story does not come: ${JSON.stringify(first.arrows)}`;
});
await check('claim 17: between the expiry and the renewal nobody signs in', () => {
	const signIns = first.arrows.filter((arrow) => arrow.words.startsWith('signs in'));
	return signIns.length === 1 ? '' : JSON.stringify(first.arrows.map((a) => a.words));
});
await check('a sign-out ends the session at the client, and then at the authorization server, in the picture of its login', () => {
	const ends = second.arrows.filter((arrow) => arrow.words.startsWith('ends the session')).map((arrow) => arrow.hop[0]);
	return ends.join() === 'client,authorization server' ? '' : JSON.stringify(second.arrows.map((a) => [a.hop, a.words]));
});
await check('the article: nothing was asked of anybody else, and the browser complains about nothing', () =>
	[...complaints.filter((line) => !/Failed to load resource.*(400|401|403|404)/.test(line)), ...strangers].join('; '));

for (const [name, viewport, query] of [['projector', { width: 1920, height: 1080 }, '&present=1'], ['phone', { width: 360, height: 740 }, '']])
	for (const colorScheme of ['light', 'dark'])
		await check(`the article's picture: ${name}, ${colorScheme}`, async () => {
			const window = await browser.newContext({ viewport, colorScheme });
			const picture = await window.newPage();
			await picture.goto(first.url + query);
			await picture.screenshot({ path: join(screenshots, `article-${name}-${colorScheme}.png`), fullPage: true });
			const problem = await picture.evaluate(sticksOut);
			await window.close();
			return problem;
		});
await browser.close();
process.exit(0);
