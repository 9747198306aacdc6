#!/bin/sh
# The face, without a browser: what the Content-Security-Policy forbids is not there, everything is of this place, small,
# labelled, and readable in both themes.  (A real browser looks at the pages in tests/browser.)
set -u
cd "$(dirname "$0")/../../www" || exit 1
# shellcheck source=/dev/null
. ../tests/lib/tap.sh
whole=$(mktemp -d)
trap 'rm -rf "$whole"' EXIT
# A page as it comes, its parts in their places; what has no title is a part.
expand() { # expand FILE
	awk 'function put(file,   line, part) {
		while ((getline line < file) > 0) {
			while (match(line, /\{\{>[a-z_\/]+\}\}/)) {
				part = substr(line, RSTART + 3, RLENGTH - 5) ".html"
				printf "%s", substr(line, 1, RSTART - 1)
				line = substr(line, RSTART + RLENGTH)
				put(part)
			}
			print line
		}
		close(file) }
		BEGIN { put(ARGV[1]) }' "$1"
}
for file in */*.html; do
	! grep -q '^<title>' "$file" || expand "$file" > "$whole/$(echo "$file" | tr / -)"
done
cp shared/*.css shared/*.js shared/*.svg workshop/*.css workshop/*.js "$whole"
{
for file in */*.html; do grep -q '^<title>' "$file" || grep -rqF "{{>${file%.html}}}" . || echo "$file"; done | finds_nothing 'each file is a page, or a part of one'
cd "$whole" || exit 1
# The addresses of the W3C name the SVG language and fetch nothing; http://localhost:8080 stands in text.
grep -nE '(href|src|action|url|@import)[^>]*(https?:)?//' ./*.html ./*.css ./*.js ./*.svg | grep -vE 'xmlns=' | finds_nothing 'nothing is fetched from elsewhere'
grep -nE '<style|style=|<script>|<script [^s]| on[a-z]+=|javascript:' ./*.html ./*.svg | finds_nothing 'no style, script or handler stands inline: the CSP forbids them'
cat ./*.css | wc -c | awk '$1 >= 15000' | finds_nothing 'the stylesheets together are smaller than 15 kB'
cat ./*.js | wc -c | awk '$1 >= 10000' | finds_nothing 'all JavaScript is smaller than 10 kB'
for page in *.html; do
	for needed in '<!doctype html>' '<html lang="{{language}}">' '<meta charset="utf-8">' 'name="viewport"' '<title>' 'rel="icon"' '<main>' '<h1>' 'You are at '; do
		grep -qF "$needed" "$page" || echo "$page lacks $needed"
	done
	[ "$(grep -c '<h1' "$page")" = 1 ] || echo "$page has more than one h1"
done | finds_nothing 'each page has a language, a title, a main part, a heading, and says which party is speaking'
for page in *.html; do
	grep -oE '\{\{[#^/][^}]*\}\}' "$page" | awk -v page="$page" '
		{ name = substr($0, 4, length($0) - 5); sigil = substr($0, 3, 1) }
		sigil != "/" { for (i = 1; i <= depth; i++) if (open[i] == name) print page ": {{" sigil name "}} within itself"; open[++depth] = name; next }
		open[depth--] != name { print page ": {{/" name "}} closes what it did not open" }
		END { if (depth > 0) print page ": {{#" open[depth] "}} is never closed" }'
done | finds_nothing 'each section of a template is closed'
grep -nE '<(input|textarea|select|meter)' ./*.html | grep -vE 'type="hidden"|<label' | finds_nothing 'WCAG 1.3.1: each field and meter stands in its label'
# (shared/error.html and provider/form_post.html hand an answer on to a client: the client says how, and judges the state.)
here=$(printf '%s\n' ./*.html | grep -vE '/(shared-error|provider-form_post)\.html')
# shellcheck disable=SC2086 # a list of names
grep -nE '<form' $here | grep -v 'method="post"' | finds_nothing 'each form of ours is sent by POST'
for page in $here; do
	forms=$(grep -c '<form' "$page") guarded=$(grep -c 'name="csrf"' "$page")
	[ "$forms" = "$guarded" ] || echo "$page: $forms forms, $guarded with csrf"
done | finds_nothing 'RFC 9700 section 4.7: each form of ours has its CSRF token'
grep -nE '<svg' ./*.html | grep -vE 'aria-hidden="true"|role="img" aria-labelledby=' | finds_nothing 'WCAG 1.1.1: each picture says in words what it shows, or is decoration'
grep -nE '<table' ./*.html | cut -d: -f1 | sort -u | while read -r page; do
	grep -qE '<th scope="col"' "$page" || echo "$page"
done | finds_nothing 'WCAG 1.3.1: each table has headings with a scope'

# WCAG 1.4.3: contrast of each text colour on each ground, in both themes, from the stylesheet itself.
awk '
	function channel(hex) { hex /= 255; return hex <= .03928 ? hex / 12.92 : ((hex + .055) / 1.055) ^ 2.4 }
	function pair(text, at) { return (index(digits, substr(text, at, 1)) - 1) * 16 + index(digits, substr(text, at + 1, 1)) - 1 }
	function light(color) { return .2126 * channel(pair(color, 2)) + .7152 * channel(pair(color, 4)) + .0722 * channel(pair(color, 6)) }
	function contrast(a, b) { a = light(a); b = light(b); return a > b ? (a + .05) / (b + .05) : (b + .05) / (a + .05) }
	function judge(theme, text, ground) {
		if (contrast(color[text], color[ground]) < 4.5) printf "%s: %s on %s is %.2f\n", theme, text, ground, contrast(color[text], color[ground]) }
	function judge_all(theme,   n, m, i, j, text, ground) {
		n = split("--ink --soft --at --id --rt --code --sid --ok --deny", text, " "); m = split("--paper --card --wash", ground, " ")
		for (i = 1; i <= n; i++) for (j = 1; j <= m; j++) judge(theme, text[i], ground[j])
		themes++ }
	BEGIN { digits = "0123456789abcdef" }
	/prefers-color-scheme: dark|@media print/ { if (!print_seen) judge_all(themes ? "dark" : "light"); if (/print/) print_seen = 1 }
	!print_seen { line = $0
		while (match(line, /--[a-z]+: #[0-9a-f]+/)) {
			split(substr(line, RSTART, RLENGTH), part, ": "); color[part[1]] = part[2]; line = substr(line, RSTART + RLENGTH) } }
	END { if (themes != 2) print themes " themes were found" }' style.css | finds_nothing 'WCAG 1.4.3: text has a contrast of 4.5 and more, light and dark'
grep -nE 'animation|transition' style.css | finds_nothing 'nothing moves'
grep -c 'focus-visible' style.css | awk '$1 < 1' | finds_nothing 'WCAG 2.4.7: the focus is seen'
} | numbered
