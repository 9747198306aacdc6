// OIDC Session Management 1.0 section 3.2: the script of the page that clients frame, with a browser's words and without a browser.
import { readFileSync } from "node:fs"
import { webcrypto } from "node:crypto"
import vm from "node:vm"

const script = readFileSync(new URL("../../www/provider/check_session.js", import.meta.url), "utf8")
const results = []
const hash = async (text) => Buffer.from(await webcrypto.subtle.digest("SHA-256", new TextEncoder().encode(text))).toString("base64url")

async function ask(data, { cookie = "", origin = "https://rp.example", crypto = webcrypto } = {}) {
	let hear
	const heard = new Promise((resolve) => { hear = (word, to) => resolve([word, to]) })
	let listener
	vm.runInNewContext(script, { document: { cookie, querySelector: () => ({ dataset: { cookie: "provider-1.op_state" } }) }, crypto, TextEncoder, btoa, Uint8Array,
		addEventListener: (_, added) => { listener = added } })
	listener({ data, origin, source: { postMessage: hear } })
	return heard
}

const check = (title, [word, to], want, wantTo = "https://rp.example") => results.push([title, word === want && to === wantTo, `${word} ${to}`])
const state = `${await hash("a client https://rp.example s-1 salt")}.salt`
const cookie = "other=1; provider-1.op_state=s-1"

check("OIDC Session Management section 3.2: unchanged", await ask(`a client ${state}`, { cookie }), "unchanged")
check("section 3.2: changed, after another login", await ask(`a client ${state}`, { cookie: "provider-1.op_state=s-2" }), "changed")
check("section 3.2: changed, after a logout", await ask(`a client ${state}`), "changed")
check("section 3.2: another client's session_state is of no use", await ask(`another ${state}`, { cookie }), "changed")
check("A33, OIDC Session Management section 3.2: nor is it at another origin, which hears that and no more", await ask(`a client ${state}`, { cookie, origin: "https://evil.example" }), "changed", "https://evil.example")
check("section 3.2: a cookie of a longer name is another one", await ask(`a client ${state}`, { cookie: "xprovider-1.op_state=s-1" }), "changed")
for (const data of ["", "client", "client short.salt", `client ${state} `, 7, null])
	check(`section 3.2: an error: ${JSON.stringify(data)}`, await ask(data, { cookie }), "error")
check("a browser that does not hash: an error", await ask(`a client ${state}`, { cookie, crypto: {} }), "error")

console.log(`1..${results.length}`)
results.forEach(([title, good, got], n) => console.log(`${good ? "ok" : "not ok"} ${n + 1} - ${title}${good ? "" : `\n# ${got}`}`))
