// The SQL tests of this folder once more, on the newest SQLite and OpenSSL that can be had: Node brings both.
import { existsSync, readFileSync, readdirSync } from "node:fs"
import { DatabaseSync } from "node:sqlite"

const folder = "tests/ext"
const where = `SQLite ${process.versions.sqlite}, OpenSSL ${process.versions.openssl}`
const vectors = process.env.VECTORS ?? "../shared/vectors" // beside the project, not in it
const results = []

// What the shell would do with its own commands: .read stands for a file, and an error ends a test anyway (.bail).
const lines = (file) => readFileSync(file, "utf-8").split("\n").flatMap((line) =>
	line.startsWith(".read ") ? lines(line.slice(6).trim()) : line.startsWith(".") ? [] : [line])

// SQLite itself says where a statement ends; what follows the last one is comments.
function* statements(db, sql) {
	while (sql.replace(/^--.*$/gm, "").trim() !== "") {
		const statement = db.prepare(sql)
		yield statement
		sql = sql.slice(statement.sourceSQL.length)
	}
}

function run(file) {
	const db = new DatabaseSync(":memory:", { allowExtension: true })
	db.loadExtension(`${process.env.BUILD}/jwt.so`)
	db.function("readfile", (path) => readFileSync(path))
	let planned = null, ran = 0
	for (const statement of statements(db, lines(`${folder}/${file}`).join("\n").replaceAll("@vectors", `'${vectors}'`))) {
		statement.setReadBigInts(true)
		for (const row of statement.all()) {
			const said = String(Object.values(row)[0])
			if (said.startsWith("1.."))
				planned = Number(said.slice(3))
			if (/^(not )?ok/.test(said))
				results.push([said.startsWith("ok"), `${file}: ${said.replace(/^(not )?ok \d+ - /, "")}`, ++ran])
		}
	}
	db.close()
	results.push([planned === ran && ran > 0, `${file}: ${where}: all that it plans`, ran])
}

const files = readdirSync(folder).filter((name) => name.endsWith(".test.sql"))
if (existsSync(`${vectors}/json_web_signature_test.json`))
	files.push("vectors.sql")
for (const file of files) {
	try {
		run(file)
	} catch (error) {
		results.push([false, `${file}: ${error.message}`, 0])
	}
}

// One key signs and verifies many times on one connection, alone and in turn with those of all other algorithms.
const TIMES = 60
const db = new DatabaseSync(":memory:", { allowExtension: true })
db.loadExtension(`${process.env.BUILD}/jwt.so`)
const check = (title, want, sql, ...parameters) => {
	const got = Object.values(db.prepare(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${TIMES}) ${sql}`).get(...parameters))[0]
	results.push([got === want, `${where}: ${title}${got === want ? "" : `: got ${got}, want ${want}`}`, 1])
}
db.exec("CREATE TABLE key AS WITH made AS MATERIALIZED (SELECT alg, jwk_generate(alg) AS jwk FROM (SELECT DISTINCT alg FROM jwt_algs())) SELECT alg, jwk, iif(alg LIKE 'HS%', jwk, jwk_public(jwk)) AS verifier FROM made")
const algorithms = db.prepare("SELECT alg FROM key").all().map((row) => row.alg)
for (const alg of algorithms) {
	check(`${alg} signs and verifies ${TIMES} times by one key`, TIMES, "SELECT count(*) FROM n, key WHERE alg = ? AND jwt_verify(jwt_sign(json_object('i', i), jwk, '{\"expires_in\":60}'), verifier) ->> 'i' = i", alg)
	check(`${alg} refuses each bad signature between good ones`, TIMES / 2, `, t AS MATERIALIZED (SELECT verifier, jwt_sign('{}', jwk, '{"expires_in":600}') AS token FROM key WHERE alg = ?)
		SELECT sum(CASE jwt_error(iif(i % 2, token, substr(token, 1, length(token) - 12) || iif(substr(token, -12, 4) = 'AAAA', 'BBBB', 'AAAA') || substr(token, -8)), verifier) WHEN 'bad_signature' THEN 1 - 2 * (i % 2) ELSE 0 END) FROM n, t`, alg)
}
check("all algorithms in turn", TIMES * algorithms.length, "SELECT count(*) FROM n, key WHERE jwt_error(jwt_sign('{}', jwk, '{\"expires_in\":60}'), verifier) IS NULL")
check("all of them by PEM", TIMES * (algorithms.length - 3), "SELECT count(*) FROM n, key WHERE alg NOT LIKE 'HS%' AND jwt_error(jwt_sign('{}', jwk, '{\"expires_in\":60}'), jwk_to_pem(jwk), json_object('alg', alg)) IS NULL")
db.close()

console.log(`1..${results.length}`)
results.forEach(([good, title], i) => console.log(`${good ? "ok" : "not ok"} ${i + 1} - ${title}`))
