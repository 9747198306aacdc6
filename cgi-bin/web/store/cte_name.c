/*
 * cte_name: the tokens of a statement, as SQLite's own tokenizer sees them.  What it would call an
 * illegal token may be read as anything here: such a statement is never prepared.
 */
#include <string.h>
#include <strings.h>

#include "cte_name.h"

/*
 * A word is an identifier, however it is quoted: x "x" [x] `x`, and 'x', which may name things too.
 * Its text is without the quotes.  Any other token is one character.
 */
struct token {
	const char *text;
	size_t size; /* 0: the end */
	bool is_word, is_quoted;
};

static bool
is_space(const char *at)
{
	return *at != '\0' && strchr(" \t\n\v\f\r", *at) != NULL;
}

static bool
is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '_' || c == '$' || (unsigned char)c >= 0x80;
}

static const char *
skip_words(const char *at)
{
	while (is_word(*at))
		at++;
	return at;
}

/* Blanks, comments, and a byte order mark where a token could begin. */
static const char *
skip_blank(const char *at)
{
	for (;;) {
		const char *end;

		if (is_space(at)) {
			at++;
		} else if (strncmp(at, "\xef\xbb\xbf", 3) == 0) {
			at += 3;
		} else if (strncmp(at, "--", 2) == 0) {
			at += strcspn(at, "\n");
		} else if (strncmp(at, "/*", 2) == 0) {
			end = strstr(at + 2, "*/");
			at = end != NULL ? end + 2 : at + strlen(at);
		} else {
			return at;
		}
	}
}

/* Behind the sign of a parameter: letters, ::, and once a part in parentheses without a blank. */
static const char *
skip_parameter(const char *at)
{
	bool is_named = false;

	for (; is_word(*at) || strncmp(at, "::", 2) == 0; at += *at == ':' ? 2 : 1)
		is_named = is_named || is_word(*at);
	if (*at == '(' && is_named) {
		while (*at != '\0' && !is_space(at) && *at != ')')
			at++;
		at += *at == ')' ? 1 : 0;
	}
	return at;
}

/* A quote that is meant is written twice; no name of ours has one, so such a word is no name. */
static const char *
skip_quoted(const char *at, char quote)
{
	for (; *at != '\0'; at++)
		if (*at == quote && (quote == ']' || *++at != quote))
			return quote == ']' ? at + 1 : at;
	return at;
}

static struct token
next_token(const char **at)
{
	struct token token = {.text = skip_blank(*at)};
	const char *start = token.text;

	if (*start == '\0') {
		*at = start;
	} else if (strchr("'\"`[", *start) != NULL) {
		*at = skip_quoted(start + 1, *start == '[' ? ']' : *start);
		token.text = start + 1;
		token.size = (size_t)(*at - start) > 2 ? (size_t)(*at - start) - 2 : 1;
		token.is_word = token.is_quoted = true;
	} else if (strchr("$@:#", *start) != NULL) {
		*at = skip_parameter(start + 1);
		token.size = 1;
	} else {
		token.is_word = is_word(*start);
		*at = token.is_word ? skip_words(start) : start + 1;
		token.size = (size_t)(*at - start);
	}
	return token;
}

static bool
is_keyword(const struct token *token, const char *keyword)
{
	return token->is_word && !token->is_quoted && token->size == strlen(keyword) &&
	       strncasecmp(token->text, keyword, token->size) == 0;
}

static bool
opens(const struct token *token)
{
	return token->size == 1 && !token->is_word && *token->text == '(';
}

/*
 * What follows the name of a common table expression: (column, …) AS (, AS (, AS MATERIALIZED (, or
 * AS NOT MATERIALIZED (.  None of these follows the name of a view in FROM.
 */
static bool
is_defined(const char *at)
{
	struct token token = next_token(&at);

	if (!is_keyword(&token, "AS"))
		return opens(&token);
	token = next_token(&at);
	return opens(&token) || is_keyword(&token, "MATERIALIZED") || is_keyword(&token, "NOT");
}

bool
cte_name_is_taken(const char *sql, cte_name_owner *owned, const void *self)
{
	const char *at = sql;
	bool is_target =
	    false; /* INSERT INTO name (column, …): what is written is no such expression */

	for (struct token token = next_token(&at); token.size > 0; token = next_token(&at)) {
		if (token.is_word && !is_target && owned(self, token.text, token.size) &&
		    is_defined(at))
			return true;
		is_target = is_keyword(&token, "INTO");
	}
	return false;
}
