// A flow as a file, opened by what it is for: Mermaid draws it, a HAR validator takes it, a viewer shows the SVG.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import har from 'har-validator';
import { browser, check, fresh, open, origin, screenshots } from './stage.mjs';

const mermaid = join(createRequire(import.meta.url).resolve('mermaid/package.json'), '../dist/mermaid.min.js');
await fresh();
const client = await open({});
await client.page.goto(`${origin}/client/login`);
await client.page.fill('[name=username]', 'alice');
await client.page.fill('[name=password]', 'wonderland');
await client.page.click('[name=login]');
await client.page.click('[name=allow]');
await client.page.waitForURL(`${origin}/client/`);

const list = await (await fetch(`${origin}/workshop/`)).text();
const traces = [...new Set([...list.matchAll(/flow\?trace_id=([0-9a-f]{32})/g)].map((found) => found[1]))];
const file = async (trace, ending) => {
	const answer = await fetch(`${origin}/workshop/flow.${ending}?trace_id=${trace}`);
	return answer.status === 200 ? answer.text() : Promise.reject(new Error(`flow.${ending} of ${trace}: ${answer.status}`));
};

// What strangers could write: browser.test.py puts a step with it into the record.
const hostile = 'f'.repeat(32);
await check('there are flows to look at, one of them with what a stranger wrote', () => traces.length > 1 && traces.includes(hostile) ? '' : traces.join());

// Away from the pages' Content-Security-Policy: this is somebody else's page, in which the file is opened.
const reader = await open({ viewport: { width: 1280, height: 900 } });
await reader.page.goto('about:blank');
await reader.page.addScriptTag({ path: mermaid });
await check('Mermaid takes each flow for a sequence diagram', async () => {
	for (const trace of traces) {
		const kind = await reader.page.evaluate((text) => globalThis.mermaid.parse(text).then((found) => found.diagramType), await file(trace, 'mmd'));
		if (kind !== 'sequence')
			return `${trace} is ${kind}`;
	}
});
await check('…and draws what a stranger wrote as it was written', async () => {
	const svg = await reader.page.evaluate(async (text) => (await globalThis.mermaid.render('drawn', text)).svg, await file(hostile, 'mmd'));
	await reader.page.setContent(svg);
	const words = (await reader.page.locator('svg').textContent()).replaceAll('\u00a0', ' ');
	await reader.page.screenshot({ path: join(screenshots, 'export-mermaid.png') });
	const written = `/x;y#z"<b>%%{init: {}}%% end &amp; \`|]`;
	return words.includes(written) && words.includes('hostile;#<i>client') ? '' : words;
});
await check('HAR 1.2: the validator takes each flow', async () => {
	for (const trace of traces)
		await har.har(JSON.parse(await file(trace, 'har'))).catch((error) => Promise.reject(new Error(`${trace}: ${JSON.stringify(error.errors).slice(0, 500)}`)));
});
for (const colorScheme of ['light', 'dark'])
	await check(`SVG: a viewer shows each flow, in ${colorScheme}`, async () => {
		await reader.page.emulateMedia({ colorScheme });
		for (const trace of traces) {
			const svg = await file(trace, 'svg');
			const size = await reader.page.evaluate(async (text) => {
				const document_ = new DOMParser().parseFromString(text, 'image/svg+xml');
				const image = new Image();
				image.src = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
				await image.decode();
				document.body.replaceChildren(image);
				return document_.querySelector('parsererror')?.textContent ?? (image.naturalWidth > 600 && image.naturalHeight > 100 ? '' : 'too small');
			}, svg);
			if (size)
				return `${trace}: ${size}`;
			await reader.page.screenshot({ path: join(screenshots, `export-${colorScheme}-${traces.indexOf(trace)}.png`), fullPage: true });
		}
	});
await client.context.close();
await reader.context.close();
await browser.close();
process.exit(0);
