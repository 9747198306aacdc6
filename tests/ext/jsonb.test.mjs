// JSONB as SQLite itself writes it, which Debian 12's cannot: Node brings one that does.  What jsonb() and its kin make is read as SQLite
// reads it, and no key in it is a secret (RFC 8725 section 2.1).
import { DatabaseSync } from "node:sqlite"

const results = []
const check = (title, got, want) => results.push([title, JSON.stringify(got) === JSON.stringify(want), `got ${JSON.stringify(got)} want ${JSON.stringify(want)}`])

const db = new DatabaseSync(":memory:", { allowExtension: true })
db.loadExtension(`${process.env.BUILD}/jwt.so`)
const one = (sql, ...parameters) => {
	try {
		return Object.values(db.prepare(sql).get(...parameters))[0]
	} catch (error) {
		return error.message
	}
}
const sqlite = one("SELECT sqlite_version()")
check("this SQLite has JSONB: 3.45 or later", sqlite.split(".")[1] >= 45, true)

const spoken = (claims) => one("SELECT jwt_unverified(jwt_sign(?, zeroblob(32), '{\"exp\":\"optional\",\"iat\":false}'))", claims)
const meaning = (text) => {
	try {
		return JSON.stringify(JSON.parse(text))
	} catch {
		return text
	}
}
for (const json5 of [
	`{"a":[1,-2,3.5e-7,true,false,null,"é€😀",{"b":{}}]}`, `{a:0x1F,b:-0xff,c:.5,d:5.,e:+7,f:-.5e3,g:Infinity,h:-Infinity}`, String.raw`{a:'it\'s so, she "said"',b:"\x41\v\n\u00e9\/",c:'a\
b'}`, `{/* a comment */ "a":1, // another
 "b":[1,2,],}`, String.raw`{"n":123456789012345678901234567890,"m":1e400,"tab":"a\tb","quote":"\"","slash":"\\"}`, `{"":0,"long":"${"x".repeat(300)}","longer":"${"y".repeat(30000)}"}`, `{$a_b:null}`,
])
	check(`SQLite ${sqlite}: JSONB of ${json5.slice(0, 60).replace(/\n/g, " ")}`, meaning(spoken(one("SELECT jsonb(?)", json5))), meaning(one("SELECT json(?)", json5)))
// The same by every function that writes JSONB: some leave more bytes for a length than it needs.
const rsa = one("SELECT jwk_generate('RS256')"), ec = one("SELECT jwk_generate('ES256')"), publicKey = one("SELECT jwk_public(?)", ec)
const jwks = one("SELECT jwks_group(column1) FROM (VALUES (?), (?))", ec, rsa)
const token = one("SELECT jwt_sign('{\"sub\":\"alice\"}', ?, '{\"expires_in\":600}')", ec)
for (const expression of ["jsonb(?1)", "jsonb_set(jsonb(?1), '$.extra', 'x')", "jsonb_remove(jsonb_set(jsonb(?1), '$.extra', printf('%300c', 'x')), '$.extra')", "jsonb_patch(jsonb(?1), '{\"extra\":[1,2]}')",
	"jsonb_insert(jsonb(?1), '$.a', jsonb('{\"b\":1}'))", "(SELECT jsonb_group_object(key, value) FROM json_each(?1))", "jsonb_extract(jsonb_object('k', jsonb(?1)), '$.k')", "jsonb_replace(jsonb(?1), '$.use', 'sig')", "(SELECT jsonb(value) FROM jsonb_each(jsonb_array(jsonb(?1))))"]) {
	if (expression.includes("jsonb_each(") && one("SELECT count(*) FROM pragma_module_list WHERE name = 'jsonb_each'") === 0)
		continue
	for (const [title, jwk] of [["a private key", ec], ["a public key", publicKey], ["an RSA key", rsa]])
		check(`SQLite ${sqlite}: ${title} by ${expression}`, [one(`SELECT jwk_thumbprint(${expression})`, jwk), one(`SELECT jwk_error(${expression})`, jwk)], [one("SELECT jwk_thumbprint(?)", jwk), null])
	check(`SQLite ${sqlite}: verify by ${expression}`, one(`SELECT jwt_verify(?2, ${expression}) ->> 'sub'`, publicKey, token), "alice")
	const forged = one(`SELECT jwt_error(input || '.' || token_derive(${expression}, input), ${expression}, '{"exp":"optional"}') FROM (SELECT base64url_encode('{"alg":"HS256"}') || '.e30' AS input)`, publicKey)
	check(`RFC 8725 section 2.1: no secret is a public key by ${expression}`, forged, "alg_key_mismatch")
}
check("RFC 8725 section 2.1: no secret is a JWKS by jsonb()", one("SELECT jwt_error(input || '.' || token_derive(jsonb(?1), input), jsonb(?1), '{\"exp\":\"optional\"}') FROM (SELECT base64url_encode('{\"alg\":\"HS256\"}') || '.e30' AS input)", jwks), "no_key")
check("claims and options by jsonb_object()", one("SELECT jwt_verify(jwt_sign(jsonb_object('sub', 'alice', 'aud', jsonb_array('a')), jsonb(?1), jsonb_object('now', 1000, 'expires_in', 60)), jsonb(?2), jsonb_object('aud', 'a', 'now', 1001))", ec, jwks),
	'{"sub":"alice","aud":["a"],"iat":1000,"exp":1060}')
check("jwks_group and jwks_each of JSONB", one("SELECT count(*) FROM (SELECT jwks_group(jsonb(?)) AS jwks), jwks_each(jsonb(jwks)) WHERE kid = jwk_thumbprint(jwk)", ec), 1)
check("a string that holds PEM", one("SELECT jwk_error(jsonb(json_quote(jwk_to_pem(?))))", ec), "key_invalid")

// Values at random, always the same ones: whatever SQLite writes is read as SQLite reads it.
let state = 1
const random = (n) => (state = (state * 48271) % 2147483647) % n
const piece = () => ["a", "é", "€", "😀", '"', "\\", "\n", "\u0001", "/", "'", "\u007f"][random(11)]
const word = () => Array.from({ length: random(4) === 0 ? random(600) : random(9) }, piece).join("")
const value = (depth) => {
	switch (random(depth > 4 ? 6 : 8)) {
	case 0: return null
	case 1: return random(2) === 1
	case 2: return random(2000000) - 1000000
	case 3: return (random(2000000) - 1000000) / 1024
	case 4: case 5: return word()
	case 6: return Array.from({ length: random(5) }, () => value(depth + 1))
	default: return Object.fromEntries(Array.from({ length: random(5) }, (_, i) => [word() + i, value(depth + 1)]))
	}
}
let wrong = []
for (let i = 0; i < 1000; i++) {
	const text = JSON.stringify({ [word()]: value(0) })
	const read = spoken(one("SELECT jsonb(?)", text))
	if (text.length < 40000 && meaning(read) !== meaning(text))
		wrong.push([text, read])
}
check(`SQLite ${sqlite}: a thousand values at random`, wrong.slice(0, 3), [])
// A byte is changed: what is read is what SQLite reads, and a public key is still no secret.
wrong = []
let secrets = 0, both = 0
const bytes = Buffer.from(one("SELECT jsonb(?)", publicKey)), kty = bytes.indexOf("kty")
for (let i = 0; i < 6000; i++) {
	const at = random(bytes.length), changed = Buffer.from(bytes)
	changed[at] = random(256)
	const read = spoken(changed)
	const text = one("SELECT json(?)", changed)
	if (read.startsWith("{") && text.startsWith("{")) {
		both++
		if (meaning(read) !== meaning(text))
			wrong.push([changed.toString("hex"), read, text])
	}
	if ((at < kty || at > kty + 2) && one("SELECT json_valid(?, 4)", changed) === 1 && (changed[0] & 15) >= 11 && one("SELECT jwt_error(input || '.' || token_derive(?1, input), ?1, '{\"exp\":\"optional\"}') FROM (SELECT base64url_encode('{\"alg\":\"HS256\"}') || '.e30' AS input)", changed) === null)
		secrets++
}
check(`SQLite ${sqlite}: a public key with a byte changed is read as SQLite reads it`, [wrong.slice(0, 3), both > 1000], [[], true])
check("RFC 8725 section 2.1: and is a secret to nobody", secrets, 0)

db.close()

console.log(`1..${results.length}`)
results.forEach(([title, good, difference], i) => {
	const said = title.replace(/\n/g, " ").replaceAll("#", "no.")
	console.log(good ? `ok ${i + 1} - ${said}` : `not ok ${i + 1} - ${said}\n# ${difference}`)
})
