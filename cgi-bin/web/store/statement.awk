# X.sql -> X.sql.h: each named statement becomes one struct statement.  A program's SQL stays a file
# that a person can read, highlight and run in the shell, and the binary needs no file to find.
#
#   -- name: x     a store statement: reads or writes shared state, in the SQL that SQLite and PostgreSQL share
#   -- local: x    a local one: it computes (the extension, json_object), and touches no table
#
# One text for several views has {} in its name and its text, and says `-- for {}: clients users`: it is a statement for each word.
#
# A statement that runs scrypt or makes a key is marked slow: it may not run inside a transaction.
function write_out(name, text) {
	slow = text ~ /[^a-z_](password_hash|password_verify|jwk_generate)\(/ ? "true" : "false"
	printf "static const struct statement sql_%s = {\n\t.name = \"%s\", .kind = STATEMENT_%s, .slow = %s,\n" \
	    "\t.slot = &(size_t){0},\n\t.sql =\n%s};\n\n", name, name, kind, slow, text
}
function with(word, template) {
	gsub(/\{\}/, word, template)
	return template
}
function flush() {
	if (name ~ /\{\}/)
		for (i = 1; i <= nwords; i++)
			write_out(with(words[i], name), with(words[i], text))
	else if (name != "")
		write_out(name, text)
	name = ""
	text = ""
	nwords = 0
}
BEGIN { print "/* Made from " source " by statement.awk. */\n#include \"web/store/statement.h\"\n" }
/^-- (name|local): [a-z0-9_{}]+$/ {
	flush()
	kind = $2 == "name:" ? "STORE" : "LOCAL"
	name = $3
	next
}
/^-- for \{\}: / {
	nwords = split(substr($0, length("-- for {}: ") + 1), words, " ")
}
name == "" && !/^(--.*)?$/ {
	print FILENAME ":" FNR ": SQL before the first '-- name:' or '-- local:'" > "/dev/stderr"
	failed = 1
	exit 1
}
name != "" && !/^ *--/ && !/^$/ {
	line = $0
	gsub(/\\/, "&&", line)
	gsub(/"/, "\\\"", line)
	text = text "\t\"" line "\\n\"\n"
}
END { if (!failed) flush() }
