#ifndef FILON_CEXPAT_SHIM_H
#define FILON_CEXPAT_SHIM_H

#include <expat.h>

#endif
