// The pages of a room in a real browser: nothing that axe knows to be a barrier, nothing that sticks out, and the board renews itself.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { browser, check, open, origin, screenshots, sticksOut, unnamed } from '../browser/stage.mjs';

const [board, seat, other] = process.argv.slice(4);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const pages = { door: '/workshop/', board: '/workshop/board', chosen: '/workshop/board?seat=01', cards: '/workshop/cards', seat: '/s/01/workshop/seat', closed: other };

async function barriers(page) {
	await page.evaluate(axe);
	const found = await page.evaluate(() => window.axe.run());
	return found.violations.map((violation) => `${violation.id}: ${violation.nodes[0].html}`).join('\n');
}

for (const colorScheme of ['light', 'dark']) {
	const { context, page, complaints, strangers } = await open({ colorScheme, bypassCSP: true });
	await page.goto(board);
	await page.goto(seat);
	for (const [name, path] of Object.entries(pages)) {
		await check(`WCAG 2.1: axe finds no barrier on the page ${name}, ${colorScheme}`, async () => {
			await page.setViewportSize({ width: 1280, height: 800 });
			await page.goto(origin + path);
			await page.screenshot({ path: `${screenshots}/room-${name}-${colorScheme}.png`, fullPage: true });
			return await page.evaluate(unnamed) || barriers(page);
		});
		await check(`WCAG 1.4.10: ${name} fits into 320 pixels, ${colorScheme}`, async () => {
			await page.setViewportSize({ width: 320, height: 640 });
			return page.evaluate(sticksOut);
		});
	}
	await check(`nothing is fetched from elsewhere, and nothing is complained about, ${colorScheme}`, () =>
		[...strangers, ...complaints.filter((text) => !text.includes('403'))].join('\n'));
	await context.close();
}

await check('the board shows what happens without being asked', async () => {
	const { context, page } = await open({});
	await page.goto(board);
	const taker = await browser.newContext();
	const door = await taker.newPage();
	await door.goto(`${origin}/`);
	await door.fill('input[name=name]', 'Radia');
	await door.click('button');
	await page.waitForSelector('text=Radia');
	await taker.close();
	await context.close();
});

await check('eight cards are on the first sheet of paper, and on each of the others', async () => {
	const { context, page } = await open({ viewport: { width: 718, height: 1046 } }); // A4 without its margins
	await page.goto(board);
	await page.goto(`${origin}/workshop/cards`);
	await page.emulateMedia({ media: 'print' });
	const bottoms = await page.$$eval('.cards .card', (cards) => cards.map((card) => card.getBoundingClientRect().bottom));
	await context.close();
	return bottoms[7] <= 1046 ? '' : `the eighth ends at ${bottoms[7]}`;
});

await browser.close();
