/*
 * qr: texts as QR codes, for the cameras of phones: ISO 18004, error correction level M.  Each dark
 * module is a square of the picture; a row's neighbours are drawn as one.
 */
#include <stdio.h>
#include <stdlib.h>
#include <cjson/cJSON.h>
#include <qrencode.h>

#include "workshop/room/room.h"

/* ISO 18004 section 6.3.8: so much light all around. */
enum { QUIET = 4 };

static bool
is_dark(const QRcode *code, int x, int y)
{
	return x < code->width && (code->data[y * code->width + x] & 1) != 0;
}

static void
write_row(FILE *out, const QRcode *code, int y)
{
	for (int x = 0; x < code->width; x++) {
		int from = x;

		while (is_dark(code, x, y))
			x++;
		if (x > from)
			fprintf(
			    out, "M%d %dh%dv1H%d", from + QUIET, y + QUIET, x - from, from + QUIET);
	}
}

/* The d of an SVG path; malloc'd, NULL: no memory is left. */
static char *
path_of(const QRcode *code)
{
	char *path = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&path, &size);

	if (out == NULL)
		return NULL;
	for (int y = 0; y < code->width; y++)
		write_row(out, code, y);
	if (fclose(out) == 0)
		return path;
	free(path);
	return NULL;
}

static bool
add_code(cJSON *codes, const char *text)
{
	QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
	char *path = code != NULL ? path_of(code) : NULL;
	cJSON *object = path != NULL ? cJSON_CreateObject() : NULL;
	bool done = object != NULL && cJSON_AddItemToArray(codes, object) &&
		    cJSON_AddStringToObject(object, "path", path) != NULL &&
		    cJSON_AddNumberToObject(object, "size", code->width + 2 * QUIET) != NULL;

	free(path);
	QRcode_free(code);
	return done;
}

bool
qr_codes(struct exchange *x)
{
	cJSON *texts = cJSON_Parse(text_of(x, "@qr_texts"));
	cJSON *codes = cJSON_CreateArray();
	const cJSON *text;
	char *written;
	bool done = codes != NULL;

	cJSON_ArrayForEach (text, texts)
		done = done && cJSON_IsString(text) && add_code(codes, text->valuestring);
	written = done ? cJSON_PrintUnformatted(codes) : NULL;
	done = written != NULL && exchange_establish_text(x, "qr_codes", written);
	cJSON_free(written);
	cJSON_Delete(codes);
	cJSON_Delete(texts);
	if (!done)
		fault(x, "qr_codes");
	return done;
}
