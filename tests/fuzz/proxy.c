/*
 * Who asks, where proxies stand before the web server.  The lines are the address that is
 * connected, the proxies that are trusted, and what they say (X-Forwarded-For).
 */
#include "fuzz.h"
#include "web/address.h"
#include "web/proxy.h"

static char *
text_of(const struct fuzz_line *line)
{
	char *text = strndup(line->text, line->length);

	must(text != NULL);
	return text;
}

/* As an address is written in one way only. */
static bool
is_named(const char *forwarded, const char *caller)
{
	char *list = strdup(forwarded), *rest = list, *element, address[ADDRESS_SIZE];
	bool found = false;

	must(list != NULL);
	while ((element = strsep(&rest, ",")) != NULL) {
		element += strspn(element, " \t");
		element[strcspn(element, " \t")] = '\0';
		found = found || (address_network(element, 32, 128, address) &&
				     strcmp(address, caller) == 0);
	}
	free(list);
	return found;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text[3], caller[ADDRESS_SIZE], remote[ADDRESS_SIZE];
	struct fuzz_line lines[3];
	bool known;

	fuzz_split(data, size, lines, 3);
	for (size_t i = 0; i < 3; i++)
		text[i] = text_of(&lines[i]);
	known = proxy_caller(text[0], text[2], text[1], caller);
	must(known == address_network(text[0], 32, 128, remote));
	if (known && strcmp(caller, remote) != 0)
		must(*text[1] != '\0' && is_named(text[2], caller));
	known = proxy_caller(text[0], text[2], NULL, caller);
	must(!known || strcmp(caller, remote) == 0);
	for (size_t i = 0; i < 3; i++)
		free(text[i]);
	return 0;
}
