#include <zlib.h>

// A macro that Swift does not import.
static inline int filon_inflate_init(z_streamp stream) { return inflateInit2(stream, -MAX_WBITS); }
