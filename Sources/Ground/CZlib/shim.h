#include <zlib.h>
// zlib's initialiser is a macro, which Swift cannot call. 15 + 16: largest window, gzip framing.
static inline int kith_gzip_begin(z_stream *stream, int level) {
  return deflateInit2(stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}
