#ifndef KITH_CASSETS_H
#define KITH_CASSETS_H
#include <stddef.h>

/// One file that is built into the program.
typedef struct {
  const char *name;
  const unsigned char *bytes;
  size_t count;
} kith_asset;

/// How many files there are.
size_t kith_asset_count(void);
/// File `index`, which must be below the count.
kith_asset kith_asset_at(size_t index);
#endif
