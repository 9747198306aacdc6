// The SQL tests of this folder once more, on the newest SQLite and OpenSSL that can be had: Node brings both.
import { readFileSync, readdirSync } from "node:fs"
import { DatabaseSync } from "node:sqlite"

const folder = "tests/ext"
const where = `SQLite ${process.versions.sqlite}, OpenSSL ${process.versions.openssl}`
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
	let planned = null, ran = 0
	for (const statement of statements(db, lines(`${folder}/${file}`).join("\n"))) {
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

for (const file of readdirSync(folder).filter((name) => name.endsWith(".test.sql"))) {
	try {
		run(file)
	} catch (error) {
		results.push([false, `${file}: ${error.message}`, 0])
	}
}
console.log(`1..${results.length}`)
results.forEach(([good, title], i) => console.log(`${good ? "ok" : "not ok"} ${i + 1} - ${title}`))
