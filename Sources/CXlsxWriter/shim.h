#ifndef FILON_CXLSXWRITER_SHIM_H
#define FILON_CXLSXWRITER_SHIM_H

#include <xlsxwriter.h>

#endif
