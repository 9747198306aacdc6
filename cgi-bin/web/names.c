/*
 * names: the three name spaces of an exchange in one table.
 */
#include <stdlib.h>
#include <string.h>

#include "names.h"

enum { BLOCK_SIZE = 8192 - 64 };

/*
 * Memory is taken in blocks and given back at once: nothing of an exchange outlives it, and no
 * secret stays behind.
 */
struct block {
	struct block *next;
	size_t used, size;
	_Alignas(max_align_t) char bytes[];
};

struct name {
	struct name *next;
	uint32_t hash; /* of text: most names differ here already */
	struct value value;
	char text[]; /* sigil and name */
};

void *
names_memory(struct names *names, size_t size)
{
	const size_t align = _Alignof(max_align_t);
	struct block *block = names->blocks;
	void *taken;

	size = (size + align - 1) / align * align;
	if (block == NULL || block->size - block->used < size) {
		size_t room = size > BLOCK_SIZE ? size : BLOCK_SIZE;

		block = malloc(sizeof *block + room);
		if (block == NULL)
			return NULL;
		block->next = names->blocks;
		block->used = 0;
		block->size = room;
		names->blocks = block;
	}
	taken = block->bytes + block->used;
	block->used += size;
	return taken;
}

char *
names_keep(struct names *names, const char *bytes, size_t size)
{
	char *kept = names_memory(names, size + 1);

	if (kept == NULL)
		return NULL;
	if (size > 0)
		memcpy(kept, bytes, size);
	kept[size] = '\0';
	return kept;
}

/* FNV-1a */
static uint32_t
hash_of(char sigil, const char *rest)
{
	uint32_t hash = (2166136261u ^ (unsigned char)sigil) * 16777619u;

	for (; *rest != '\0'; rest++)
		hash = (hash ^ (unsigned char)*rest) * 16777619u;
	return hash;
}

static struct name *
find(const struct names *names, uint32_t hash, char sigil, const char *rest)
{
	for (struct name *name = names->chains[hash % NAMES_CHAINS]; name != NULL;
	     name = name->next)
		if (name->hash == hash && name->text[0] == sigil &&
		    strcmp(name->text + 1, rest) == 0)
			return name;
	return NULL;
}

bool
names_has(const struct names *names, char sigil, const char *name)
{
	return find(names, hash_of(sigil, name), sigil, name) != NULL;
}

/* Its bytes live as long as the names do; false: no memory is left, and the copy is NULL. */
static bool
copy_value(struct names *names, const struct value *value, struct value *copy)
{
	*copy = *value;
	if (value->type != VALUE_TEXT && value->type != VALUE_BLOB)
		return true;
	copy->text = names_keep(names, value->text, value->size);
	if (copy->text != NULL)
		return true;
	*copy = (struct value){.type = VALUE_NULL};
	return false;
}

bool
names_put(struct names *names, char sigil, const char *text, const struct value *value)
{
	uint32_t hash = hash_of(sigil, text);
	struct name *name;

	if (find(names, hash, sigil, text) != NULL)
		return false;
	name = names_memory(names, sizeof *name + strlen(text) + 2);
	if (name == NULL || !copy_value(names, value, &name->value))
		return false;
	name->hash = hash;
	name->text[0] = sigil;
	strcpy(name->text + 1, text);
	name->next = names->chains[hash % NAMES_CHAINS];
	names->chains[hash % NAMES_CHAINS] = name;
	return true;
}

bool
names_replace(struct names *names, char sigil, const char *text, const struct value *value)
{
	struct name *name = find(names, hash_of(sigil, text), sigil, text);

	return name != NULL ? copy_value(names, value, &name->value)
			    : names_put(names, sigil, text, value);
}

bool
names_void(struct names *names, char sigil, const char *text)
{
	static const struct value null = {.type = VALUE_NULL};

	return names_replace(names, sigil, text, &null);
}

bool
names_put_text(struct names *names, char sigil, const char *name, const char *text)
{
	struct value value = {.type = text != NULL ? VALUE_TEXT : VALUE_NULL};

	value.text = text;
	value.size = text != NULL ? strlen(text) : 0;
	return names_put(names, sigil, name, &value);
}

bool
names_put_integer(struct names *names, char sigil, const char *name, int64_t integer)
{
	struct value value = {.type = VALUE_INTEGER, .integer = integer};

	return names_put(names, sigil, name, &value);
}

const struct value *
names_get(const struct names *names, const char *full_name)
{
	uint32_t hash = hash_of(full_name[0], full_name + 1);
	const struct name *name = find(names, hash, full_name[0], full_name + 1);

	return name != NULL ? &name->value : NULL;
}

void
names_clear(struct names *names)
{
	while (names->blocks != NULL) {
		struct block *block = names->blocks;

		names->blocks = block->next;
		explicit_bzero(block->bytes, block->used);
		free(block);
	}
	*names = (struct names){.blocks = NULL};
}
