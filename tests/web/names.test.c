/* names: what an exchange knows, by name. */
#include <stdint.h>
#include <string.h>

#include "tap.h"
#include "web/names.h"

enum { MANY = 5000 };

static bool
is_text(const struct names *names, const char *full_name, const char *text)
{
	const struct value *value = names_get(names, full_name);

	return value != NULL && value->type == VALUE_TEXT && strcmp(value->text, text) == 0;
}

static bool
replaces(struct names *names, const char *text)
{
	struct value value = {.type = VALUE_TEXT, .text = text, .size = strlen(text)};

	return names_replace(names, '@', "reason", &value) && is_text(names, "@reason", text);
}

/* Each of them is where it was put, and none reaches into another. */
static bool
keeps_many(struct names *names)
{
	static int *numbers[MANY];

	for (int i = 0; i < MANY; i++) {
		numbers[i] = names_memory(names, sizeof **numbers);
		if (numbers[i] == NULL || (uintptr_t)numbers[i] % _Alignof(max_align_t) != 0)
			return false;
		*numbers[i] = i;
	}
	for (int i = 0; i < MANY; i++)
		if (*numbers[i] != i)
			return false;
	return true;
}

int
main(void)
{
	struct names names = {.blocks = NULL};

	ok("a name is put once", names_put_text(&names, '@', "reason", "first") &&
				     !names_put_text(&names, '@', "reason", "second") &&
				     is_text(&names, "@reason", "first"));
	ok("the same word with another sigil is another name",
	    names_put_text(&names, ':', "reason", "form") && is_text(&names, ":reason", "form") &&
		is_text(&names, "@reason", "first"));
	ok("one that is void has the value NULL, and takes no other",
	    names_void(&names, ':', "reason") && names_get(&names, ":reason")->type == VALUE_NULL &&
		!names_put_text(&names, ':', "reason", "again"));
	ok("a value is replaced, whatever it was", replaces(&names, "busy"));
	ok("by a longer one too", replaces(&names, "a reason with many more words"));
	ok("or is the first", names_get(&names, "@status") == NULL &&
				  names_replace(&names, '@', "status",
				      &(struct value){.type = VALUE_INTEGER, .integer = 503}) &&
				  names_get(&names, "@status")->integer == 503);
	ok("memory for structs, as much as is wanted, each aligned", keeps_many(&names));
	names_clear(&names);
	ok("at the end nothing is left", names_get(&names, "@reason") == NULL);
	return tap_end();
}
