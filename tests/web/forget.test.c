/* forget: what was held for a moment is not there for whoever gets the memory next. */
#include <stdlib.h>
#include <string.h>
#include <cjson/cJSON.h>

#include "tap.h"
#include "web/forget.h"

enum { SIZE = 64, BLOCKS = 32 };

/* Blocks of the size of the one that held it: the C library gives out first what came back last. */
static bool
is_found(const char *secret)
{
	char *blocks[BLOCKS];
	bool found = false;

	for (size_t i = 0; i < BLOCKS; i++) {
		blocks[i] = malloc(SIZE);
		found = found || memmem(blocks[i], SIZE, secret, strlen(secret)) != NULL;
	}
	for (size_t i = 0; i < BLOCKS; i++)
		free(blocks[i]);
	return found;
}

int
main(void)
{
	static const char text[] =
	    "{\"a\":\"0123456789012345678901234567890123456789-a-secret-of-63-bytes\"}";
	cJSON *object;
	char *printed;

	forget_json();
	object = cJSON_Parse(text);
	printed = cJSON_PrintUnformatted(object);
	ok("nothing else changes", printed != NULL && strcmp(printed, text) == 0);
	cJSON_free(printed);
	cJSON_Delete(object);
	forget_text(strdup(text));
	forget_text(NULL);
	ok("a secret that cJSON let go of is nowhere, nor is one of ours",
	    !is_found("a-secret-of-63"));
	return tap_end();
}
