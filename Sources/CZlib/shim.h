#ifndef FILON_CZLIB_SHIM_H
#define FILON_CZLIB_SHIM_H

#include <zlib.h>

// Macros that Swift does not import. A zip holds bare deflate streams, without the header of zlib.
static inline int filon_inflate_init(z_streamp stream) { return inflateInit2(stream, -MAX_WBITS); }
static inline int filon_deflate_init(z_streamp stream) {
  return deflateInit2(stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
}
// 15 bits of window, and 16 for the frame of gzip; the fastest level takes most of what there is to win from JSON.
static inline int filon_gzip_init(z_streamp stream) {
  return deflateInit2(stream, 1, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}

#endif
