/*
 * network: in the place of libcurl, it gives the answers that the input wrote down, one after the
 * other, and then none.  Linked by --wrap.
 */
#undef CURL_DISABLE_TYPECHECK
#define CURL_DISABLE_TYPECHECK
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <curl/curl.h>
#undef curl_easy_setopt
#undef curl_easy_getinfo

#include "script.h"

CURLcode __real_curl_easy_setopt(CURL *curl, CURLoption option, ...);
CURLcode __wrap_curl_easy_setopt(CURL *curl, CURLoption option, ...);
CURLcode __wrap_curl_easy_perform(CURL *curl);
CURLcode __wrap_curl_easy_getinfo(CURL *curl, CURLINFO info, ...);
CURLHcode __wrap_curl_easy_header(CURL *curl, const char *name, size_t index, unsigned origin,
    int request, struct curl_header **found);

static const struct script *expected;
static size_t next;
static curl_write_callback take;
static void *taker;
static long status;
static char type[128], value[1024];
static char *head; /* the lines of the newest answer, before its body */

void
network_expect(const struct script *script)
{
	expected = script;
	next = 0;
}

CURLcode
__wrap_curl_easy_setopt(CURL *curl, CURLoption option, ...)
{
	CURLcode code;
	va_list arguments;

	va_start(arguments, option);
	if (option == CURLOPT_WRITEFUNCTION)
		take = va_arg(arguments, curl_write_callback);
	else if (option == CURLOPT_WRITEDATA)
		taker = va_arg(arguments, void *);
	if (option == CURLOPT_WRITEFUNCTION || option == CURLOPT_WRITEDATA)
		code = CURLE_OK;
	else if (option < CURLOPTTYPE_OBJECTPOINT)
		code = __real_curl_easy_setopt(curl, option, va_arg(arguments, long));
	else
		code = __real_curl_easy_setopt(curl, option, va_arg(arguments, void *));
	va_end(arguments);
	return code;
}

CURLcode
__wrap_curl_easy_perform(CURL *curl)
{
	const char *body;
	char *answer;
	size_t size, taken;

	(void)curl;
	while (next < expected->nparts && !expected->parts[next].is_answer)
		next++;
	if (next == expected->nparts)
		return CURLE_COULDNT_CONNECT;
	answer = script_fill(&expected->parts[next++]);
	*type = '\0';
	status = 0;
	sscanf(answer, "ANSWER %3ld %127[^\n]", &status, type);
	body = strstr(answer, "\n\n");
	free(head);
	head = strndup(answer, body != NULL ? (size_t)(body - answer) : strlen(answer));
	body = body != NULL ? body + 2 : "";
	size = strlen(body);
	taken = size > 0 ? take((char *)(size_t)body, 1, size, taker) : 0;
	free(answer);
	return taken == size ? CURLE_OK : CURLE_WRITE_ERROR;
}

CURLcode
__wrap_curl_easy_getinfo(CURL *curl, CURLINFO info, ...)
{
	va_list arguments;

	(void)curl;
	va_start(arguments, info);
	if (info == CURLINFO_RESPONSE_CODE)
		*va_arg(arguments, long *) = status;
	else if (info == CURLINFO_CONTENT_TYPE)
		*va_arg(arguments, char **) = *type != '\0' ? type : NULL;
	else
		*va_arg(arguments, curl_off_t *) = 0;
	va_end(arguments);
	return CURLE_OK;
}

CURLHcode
__wrap_curl_easy_header(CURL *curl, const char *name, size_t index, unsigned origin, int request,
    struct curl_header **found)
{
	static struct curl_header header = {.value = value};
	size_t length = strlen(name);

	(void)curl;
	(void)index;
	(void)origin;
	(void)request;
	for (const char *line = head; line != NULL; line = strchr(line, '\n')) {
		line += *line == '\n';
		if (strncasecmp(line, name, length) != 0 || strncmp(line + length, ": ", 2) != 0)
			continue;
		snprintf(value, sizeof value, "%.*s", (int)strcspn(line + length + 2, "\n"),
		    line + length + 2);
		*found = &header;
		return CURLHE_OK;
	}
	return CURLHE_MISSING;
}
