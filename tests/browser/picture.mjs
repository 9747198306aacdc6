// A drawing is measured: nothing lies on anything else, and what hangs on something does.
import { readFileSync } from 'node:fs';
import { browser, check, open, origin, sticksOut } from './stage.mjs';

const flows = process.argv.slice(4);

// What is wrong with the picture on this page, in words.
function measured() {
	const svg = document.querySelector('.flow[role=img]');
	const wrong = [];
	const number = (element, name) => Number(element.getAttribute(name));
	const place = (element) => element.getBBox();
	const where = (element) => {
		const box = place(element), at = element.getCTM().inverse ? svg.getCTM().inverse().multiply(element.getCTM()) : null;
		return { x: box.x + at.e, y: box.y + at.f, width: box.width, height: box.height, text: element.textContent };
	};

	const texts = [...svg.querySelectorAll('text')].map(where).filter((t) => t.text.trim());
	for (const [i, a] of texts.entries())
		for (const b of texts.slice(i + 1))
			if (a.x + 1 < b.x + b.width && b.x + 1 < a.x + a.width && a.y + 4 < b.y + b.height && b.y + 4 < a.y + a.height)
				wrong.push(`"${a.text}" lies on "${b.text}"`);

	const { width, height } = svg.viewBox.baseVal;
	for (const box of [...svg.querySelectorAll('text, rect, path:not(defs *), circle')].map(where))
		if (box.x < -1 || box.y < -1 || box.x + box.width > width + 1 || box.y + box.height > height + 1)
			wrong.push(`outside: ${JSON.stringify(box)}`);

	const steps = [...svg.querySelectorAll('.step')];
	for (const step of steps) {
		const arrow = step.querySelector('.arrow');
		const [from, to] = arrow ? [...arrow.getAttribute('d').matchAll(/[MH]([\d.]+)/g)].map((m) => Number(m[1])).sort((a, b) => a - b) : [];
		for (const pill of step.querySelectorAll('.pill')) {
			const box = where(pill);
			if (arrow && (box.x < from || box.x + box.width > to))
				wrong.push(`${step.id}: the pill ${box.text} is not on its arrow`);
		}
	}

	// The heights of the steps; a token that expired ended between two of them, one that was replaced just above its successor.
	const heights = steps.map((step) => Number((step.querySelector('.arrow')?.getAttribute('d').match(/M[\d.]+ ([\d.]+)/) ?? [])[1]
		?? number(step.querySelector('.local'), 'cy')));
	const beside = [...svg.querySelectorAll('.thread')].map((thread) => {
		const [x, from, to] = thread.getAttribute('d').match(/M([\d.]+) ([\d.]+)V([\d.]+)/).slice(1).map(Number);
		const [, why] = thread.parentNode.querySelector('title').textContent.split(': ');
		return { x, from, to, why, name: thread.parentNode.textContent };
	});
	for (const thread of beside) {
		if (!heights.includes(thread.from))
			wrong.push(`${thread.name} begins at no arrow`);
		if (!thread.why && thread.to < height - 1)
			wrong.push(`${thread.name} ends, and nothing says why`);
		if (thread.why && !heights.includes(thread.to) && !(/replaced|ersetzt/.test(thread.why) && heights.includes(thread.to + 10))
			&& !(/expired|abgelaufen/.test(thread.why) && heights.some((y) => [29, 49, 71].includes(y - thread.to))))
			wrong.push(`${thread.name} ends at no arrow`);
		for (const other of beside)
			if (other !== thread && Math.abs(other.x - thread.x) < 5 && other.from < thread.to && thread.from < other.to)
				wrong.push(`${thread.name} runs along ${other.name}`);
	}
	return wrong.slice(0, 5).join('\n# ');
}

for (const language of ['en', 'de']) {
	const { context, page, complaints, strangers } = await open({ viewport: { width: 1280, height: 900 }, locale: language });
	for (const flow of flows) {
		await page.goto(`${origin}${flow}`);
		const title = await page.textContent('h1');
		await check(`${language}: ${title}: no two texts meet, pills ride on arrows, threads begin and end where something happens`,
			() => page.evaluate(measured));
		if (language !== 'en')
			continue;
		const steps = await page.locator('.steps tbody tr').count();
		await check(`${language}: ${title}: each step is drawn, and each arrow has its row`, async () => {
			const drawn = await page.locator('.flow[role=img] .step').count();
			return drawn === steps ? '' : `${drawn} of ${steps}`;
		});
		await page.goto(`${origin}${flow}&step=${steps - 1}&present=1`);
		await check(`${language}: ${title}: a step of it, for a projector`, async () =>
			await page.evaluate(measured) || await page.evaluate(sticksOut) || ((await page.locator('.now').count()) === 1 ? '' : 'no step is marked'));
	}
	await check(`${language}: no complaint, and nobody else is asked`, () => [...complaints, ...strangers].join(' '));
	await context.close();
}

for (const colorScheme of ['light', 'dark']) {
	const { context, page } = await open({ viewport: { width: 1280, height: 900 }, colorScheme, bypassCSP: true });
	for (const path of [flows[0], `${flows[0]}&step=3`, '/workshop/'])
		await check(`axe finds nothing in ${path.replace(/[0-9a-f]{32}/, '…')}, ${colorScheme}`, async () => {
			await page.goto(`${origin}${path}`);
			await page.addScriptTag({ content: readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8') });
			const found = await page.evaluate(() => window.axe.run());
			return found.violations.map((v) => `${v.id}: ${v.nodes[0].html.slice(0, 150)}`).join('\n# ');
		});
	await context.close();
}

// On a phone the table takes the picture's place; nothing has to be pushed sideways.
{
	const { context, page } = await open({ viewport: { width: 360, height: 800 } });
	for (const path of [flows[0], `${flows[0]}&step=3`, '/workshop/']) {
		await page.goto(`${origin}${path}`);
		await check(`360 px: ${path.replace(/[0-9a-f]{32}/, '…')}`, async () => await page.evaluate(sticksOut)
			|| (await page.locator('.drawn').isVisible().catch(() => false) ? 'the picture is there' : ''));
	}
	await context.close();
}
await browser.close();
