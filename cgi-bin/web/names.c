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

bool
names_put(struct names *names, char sigil, const char *text, const struct value *value)
{
	uint32_t hash = hash_of(sigil, text);
	struct name *name;

	if (find(names, hash, sigil, text) != NULL)
		return false;
	name = names_memory(names, sizeof *name + strlen(text) + 2);
	if (name == NULL)
		return false;
	name->hash = hash;
	name->text[0] = sigil;
	strcpy(name->text + 1, text);
	name->value = *value;
	if (value->type == VALUE_TEXT || value->type == VALUE_BLOB) {
		name->value.text = names_keep(names, value->text, value->size);
		if (name->value.text == NULL)
			return false;
	}
	name->next = names->chains[hash % NAMES_CHAINS];
	names->chains[hash % NAMES_CHAINS] = name;
	return true;
}

bool
names_void(struct names *names, char sigil, const char *text)
{
	struct name *name = find(names, hash_of(sigil, text), sigil, text);

	if (name == NULL)
		return names_put_text(names, sigil, text, NULL);
	name->value = (struct value){.type = VALUE_NULL};
	return true;
}

bool
names_replace(struct names *names, char sigil, const char *text, const struct value *value)
{
	struct name *name = find(names, hash_of(sigil, text), sigil, text);
	struct value kept = *value;

	if (name == NULL)
		return names_put(names, sigil, text, value);
	if (value->type == VALUE_TEXT || value->type == VALUE_BLOB)
		kept.text = names_keep(names, value->text, value->size);
	name->value = kept;
	return kept.text != NULL || value->text == NULL;
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
