/*
 * names: what an exchange knows, by name: ":code" from the form, "$method" from the transport,
 * "@subject" established.  Values are copied in, and wiped when the exchange ends.
 */
#ifndef WEB_NAMES_H
#define WEB_NAMES_H

#include <stdbool.h>
#include <stddef.h>

#include "value.h"

struct name;
struct block;

enum { NAMES_CHAINS = 32 };

struct names {
	struct name *chains[NAMES_CHAINS]; /* by the hash of the name */
	struct block *blocks;              /* the memory of names and values */
};

bool names_has(const struct names *names, char sigil, const char *name);

/* Adds sigil + name; false: it is there already (or no memory is left). */
bool names_put(struct names *names, char sigil, const char *name, const struct value *value);

/* The same for a text, where NULL is the value NULL, and for an integer. */
bool names_put_text(struct names *names, char sigil, const char *name, const char *text);
bool names_put_integer(struct names *names, char sigil, const char *name, int64_t integer);

/* Its value is NULL from now on, and no other can be put; false: no memory is left. */
bool names_void(struct names *names, char sigil, const char *name);

/* Its value is this one from now on, whatever it was; false: no memory is left. */
bool names_replace(struct names *names, char sigil, const char *name, const struct value *value);

/* The value under a full name, borrowed; NULL when there is none. */
const struct value *names_get(const struct names *names, const char *full_name);

/* Memory that lives as long as the names do, for a struct of any kind; NULL: none is left. */
void *names_memory(struct names *names, size_t size);

/* A copy that lives as long as the names do; NULL only when no memory is left. */
char *names_keep(struct names *names, const char *bytes, size_t size);

/* Forgets all; what was kept is wiped first. */
void names_clear(struct names *names);

#endif
