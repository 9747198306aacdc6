/*
 * route: which handler is for a request.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "route.h"

/* Whether the path of a route, exact or with a star at its end, is that of the endpoint. */
static bool
path_matches(const char *path, const char *endpoint)
{
	size_t length = strlen(path);

	if (length >= 2 && strcmp(path + length - 2, "/*") == 0)
		return strncmp(path, endpoint, length - 1) == 0 && endpoint[length - 1] != '\0';
	return strcmp(path, endpoint) == 0;
}

static bool
method_matches(const struct route *route, const char *method)
{
	size_t length = strlen(method);

	for (const char *at = route->methods; at != NULL; at = strchr(at, ' ')) {
		at += *at == ' ';
		if (strncmp(at, method, length) == 0 && strchr(",", at[length]) != NULL)
			return true;
	}
	return false;
}

const struct route *
route_find(const struct program *program, const char *endpoint, const char *method)
{
	for (const struct route *const *wing = program->wings; *wing != NULL; wing++)
		for (const struct route *route = *wing; route->path != NULL; route++)
			if (path_matches(route->path, endpoint) &&
			    (method == NULL || method_matches(route, method)))
				return route;
	return NULL;
}

char *
route_methods(const struct program *program, const char *endpoint)
{
	char *methods = NULL;
	size_t size;
	FILE *out = open_memstream(&methods, &size);

	if (out == NULL)
		return NULL;
	for (const struct route *const *wing = program->wings; *wing != NULL; wing++)
		for (const struct route *route = *wing; route->path != NULL; route++)
			if (path_matches(route->path, endpoint))
				fprintf(out, "%s%s", ftell(out) > 0 ? ", " : "", route->methods);
	if (fclose(out) == 0)
		return methods;
	free(methods);
	return NULL;
}
