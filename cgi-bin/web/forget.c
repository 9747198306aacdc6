/* forget: see forget.h. */
#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <cjson/cJSON.h>

#include "forget.h"

void
forget_text(char *text)
{
	if (text != NULL)
		explicit_bzero(text, strlen(text));
	free(text);
}

static void
wipe_and_free(void *held)
{
	if (held != NULL)
		explicit_bzero(held, malloc_usable_size(held));
	free(held);
}

void
forget_json(void)
{
	cJSON_Hooks hooks = {malloc, wipe_and_free};

	cJSON_InitHooks(&hooks);
}
